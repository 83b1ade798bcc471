import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Report } from '../../src/model/report.js';

/** The root of the repository. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** What tests keep between runs: modules, build cache, a tool cache with a proved dlv. Goes with node_modules. */
export const KEPT = join(ROOT, 'node_modules', '.cache', 'delve-gate');
/** The bundle that users run; `npm test` builds it first. */
export const CLI = join(ROOT, 'dist', 'cli', 'index.js');

/** A machine of its own for one test: a scratch HOME, nothing of the user's environment but what is needed to reach modules. */
export interface World {
  /** A folder that goes with the world. */
  folder: string;
  env: NodeJS.ProcessEnv;
  remove(): void;
}

/** How the machine reaches its registries: kept, whatever it is. */
const REACH = /^(PATH|LANG|GOPROXY|.*_PROXY|.*_proxy|SSL_CERT_.*|NODE_EXTRA_CA_CERTS|GIT_SSL_CAINFO)$/;

/** Makes a world. Modules and build results are shared between worlds, so that only the first test is slow. */
export function makeWorld(more: NodeJS.ProcessEnv = {}): World {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'delve-gate-test-')));
  const home = join(folder, 'home');
  const temp = join(folder, 'tmp');
  for (const each of [home, temp, KEPT]) mkdirSync(each, { recursive: true });
  quietTelemetry(home);
  const reach = Object.fromEntries(Object.entries(process.env).filter(([name]) => REACH.test(name)));
  const env: NodeJS.ProcessEnv = {
    ...reach,
    HOME: home,
    TMPDIR: temp,
    GOTOOLCHAIN: 'local',
    GOCACHE: join(KEPT, 'gocache'),
    GOMODCACHE: join(KEPT, 'gomodcache'),
    RUNNER_TOOL_CACHE: join(KEPT, 'tools'),
    ...more,
  };
  for (const [name, value] of Object.entries(env)) if (value === undefined) delete env[name];
  return { folder, env, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }) };
}

/** The first go command of a HOME starts a child that outlives it and writes there; this file tells it that it has run today. */
function quietTelemetry(home: string): void {
  const config = process.platform === 'darwin' ? join(home, 'Library', 'Application Support') : join(home, '.config');
  const folder = join(config, 'go', 'telemetry', 'local');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'upload.token'), '');
}

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a program without a shell. Never rejects for an exit code. */
export function exec(
  file: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv; timeout?: number } = {},
): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(file, [...args], { maxBuffer: 1 << 28, timeout: options.timeout ?? 600_000, ...options }, (error, stdout, stderr) => {
      const code = error ? (typeof error.code === 'number' ? error.code : null) : 0;
      resolve({ code, stdout, stderr });
    });
  });
}

/** Runs the bundled command line. */
export function delveGate(args: readonly string[], world: Pick<World, 'env'>, cwd: string = ROOT): Promise<Ran> {
  return exec(process.execPath, [CLI, ...args], { cwd, env: world.env });
}

/** Runs a check and reads its report. */
export async function checkJson(
  args: readonly string[],
  world: Pick<World, 'env'>,
  cwd: string = ROOT,
): Promise<{ report: Report; ran: Ran }> {
  const ran = await delveGate(['check', '--format', 'json', '--quiet', ...args], world, cwd);
  try {
    return { report: JSON.parse(ran.stdout), ran };
  } catch {
    throw new Error(`no report (exit code ${ran.code}):\n${ran.stdout}\n${ran.stderr}`);
  }
}
