import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keep } from '../system/keep.js';
import { run } from '../system/run.js';
import type { Scope } from '../system/scope.js';

export interface InitOptions {
  /** The folder with our Go sources. */
  sources: string;
  /** The go command that builds it, and its version. */
  go: { command: string; version: string };
  /** The architecture of the guest's kernel. */
  arch: string;
  env: NodeJS.ProcessEnv;
  /** The tool cache. */
  root: string;
  scope: Scope;
}

const TIMEOUT = 5 * 60_000;
/** The user's settings must not change what our init is. */
const CLEAN = [
  'GOFLAGS',
  'GOEXPERIMENT',
  'GODEBUG',
  'GOARM64',
  'GOAMD64',
  'GO386',
  'GOPPC64',
  'GORISCV64',
  'GOWORK',
  'GO111MODULE',
  'GOROOT',
];

/** Builds the init of a guest, or takes it from the tool cache, where it is kept by its sources and the Go that builds them. */
export async function provideInit(options: InitOptions): Promise<{ bytes: Buffer; key: string } | { error: string }> {
  const { go, arch, scope } = options;
  const sources = join(options.sources, 'guest');
  const key = `init-${arch}-${digest([go.version, arch, ...folderTexts(sources)])}`;
  const kept = join(guestFolder(options.root), key);
  if (existsSync(kept)) return { bytes: readFileSync(kept), key };
  const made = join(scope.folder('init'), 'init');
  const env: NodeJS.ProcessEnv = { ...options.env };
  for (const name of CLEAN) delete env[name];
  const result = await run(go.command, ['build', '-trimpath', '-buildvcs=false', '-ldflags=-s -w -buildid=', '-o', made, '.'], {
    cwd: sources,
    env: { ...env, GOENV: 'off', GOTOOLCHAIN: 'local', GOOS: 'linux', GOARCH: arch, CGO_ENABLED: '0', GO111MODULE: 'on', GOWORK: 'off' },
    scope,
    timeout: TIMEOUT,
  });
  if (result.code !== 0) return { error: result.stderr || result.error || `exit code ${result.code}` };
  const bytes = readFileSync(made);
  keep(kept, bytes);
  return { bytes, key };
}

/** Where parts of guests are kept. */
export function guestFolder(root: string): string {
  return join(root, 'delve-gate-guest');
}

/** The first 16 hexadecimal digits of what texts come to. */
export function digest(texts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(String(text.length)).update(':').update(text);
  return hash.digest('hex').slice(0, 16);
}

/** The sources of a Go package of ours: names and texts. */
export function folderTexts(folder: string): (string | Buffer)[] {
  return readdirSync(folder)
    .filter((name) => /\.(go|mod)$/.test(name))
    .sort()
    .flatMap((name) => [name, readFileSync(join(folder, name))]);
}
