import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SessionFacts, TargetFacts } from '../../src/model/facts.js';
import type { Finding, Report } from '../../src/model/report.js';
import { newMarker, processesWith, until } from './marked.js';
import { CLI, exec, KEPT, makeWorld, ROOT, type World } from './world.js';

/** A qemu for loong64 where the distribution's is too old; scripts/guest-needs.mjs puts it there. */
const NEWER_QEMU = join(KEPT, 'qemu-10', 'bin');
/** Where every test finds its qemus. */
export const QEMU_PATH = `${NEWER_QEMU}:${process.env.PATH}`;
const TOOLS = join(KEPT, 'tools');

/** Why the guests of an architecture cannot be tried here; undefined where they can. */
export function lacking(qemu: string, since: number): string | undefined {
  const { stdout, error } = spawnSync(qemu, ['--version'], { env: { PATH: QEMU_PATH }, encoding: 'utf8' });
  if (error) return `there is no ${qemu}`;
  const version = /version (\d+)\S*/.exec(stdout);
  return version && Number(version[1]) >= since ? undefined : `${qemu} is ${version?.[0] ?? 'broken'}, and ${since}.0 is needed`;
}

/** What our own debuggee has at its breakpoint. */
export const LOCALS = { n: '10', sum: '45', word: '"delve-gate"', corner: 'main.point {X: 45, Y: 10}' };

/** A machine with a small project, whose processes can be told from all others. */
export interface Lab {
  world: World;
  project: string;
  marker: ReturnType<typeof newMarker>;
}

/**
 * Does something in a machine of its own, and sees that nothing of it is left.
 * Dlvs and kernels are the shared ones; `apart` gives it a tool cache with boot times and an init of its own.
 */
export async function inLab<T>(work: (lab: Lab) => Promise<T>, { apart = false } = {}): Promise<T> {
  const marker = newMarker();
  const world = makeWorld({ [marker.name]: marker.value, PATH: QEMU_PATH });
  const project = join(world.folder, 'project');
  mkdirSync(project);
  writeFileSync(join(project, 'go.mod'), 'module example.com/app\n\ngo 1.21\n');
  if (apart) world.env.RUNNER_TOOL_CACHE = ownTools(world);
  try {
    const result = await work({ world, project, marker });
    await expectNothingLeft({ world, project, marker });
    return result;
  } finally {
    for (const line of processesWith(marker)) process.kill(Number(line.split(' ')[0]), 'SIGKILL');
    world.remove();
  }
}

/** Boots of a second are known there, so that a guest that hangs is waited for no longer than must be. */
function ownTools(world: World): string {
  const root = join(world.folder, 'tools');
  const own = join(root, 'delve-gate-guest');
  mkdirSync(own, { recursive: true });
  for (const name of ['dlv', 'delve-gate-kernel']) symlinkSync(join(TOOLS, name), join(root, name));
  for (const name of readdirSync(join(TOOLS, 'delve-gate-guest')).filter((each) => /^(?:boots|init)-.*(?<!\.new)$/.test(each)))
    writeFileSync(join(own, name), name.startsWith('boots-') ? '[1000]' : readFileSync(join(TOOLS, 'delve-gate-guest', name)));
  return root;
}

/** What a run may leave behind nowhere: processes, folders, sockets. */
function leftovers({ world, marker }: Lab): string[] {
  return [...processesWith(marker), ...readdirSync(world.env.TMPDIR as string)];
}

export async function expectNothingLeft(lab: Lab): Promise<void> {
  await until(
    () => `these to go: ${leftovers(lab).join(', ')}`,
    () => leftovers(lab).length === 0,
    10_000,
  );
}

/** A check under way. */
export interface Running {
  stderr: () => string;
  /** The command line's own process. */
  pid: number;
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; stdout: string }>;
}

/** Starts a check of targets under a policy, which is given without its version. `strike` is told in lab/tools/strike.mjs. */
export function startCheck({ world, project }: Lab, targets: readonly string[], policy = '', strike?: string): Running {
  writeFileSync(join(project, 'delve-gate.yml'), `version: 1\n${policy}`);
  const preload = strike ? ['--import', pathToFileURL(join(ROOT, 'lab', 'tools', 'strike.mjs')).href] : [];
  const args = [...preload, CLI, 'check', '--format', 'json', ...targets.flatMap((target) => ['--target', target])];
  const child = spawn(process.execPath, args, {
    cwd: project,
    env: { ...world.env, ...(strike ? { STRIKE: strike } : {}) },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A check that hangs is a failure of its test, and ends with it.
    timeout: strike ? 80_000 : 14 * 60_000,
  });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
    });
  const ended: Running['ended'] = new Promise((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal, stdout: said.stdout })),
  );
  return { stderr: () => said.stderr, pid: child.pid as number, ended };
}

/** Checks targets under a policy. */
export async function checkTargets(lab: Lab, targets: readonly string[], policy = ''): Promise<Report> {
  return reportOf(startCheck(lab, targets, policy));
}

export async function reportOf(running: Running): Promise<Report> {
  const { code, signal, stdout } = await running.ended;
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Error(`no report (${signal ?? `exit code ${code}`}):\n${stdout}\n${running.stderr()}`);
  }
}

/** The one target of a report. */
export function targetOf(report: Report): TargetFacts {
  return report.facts.targets[0] as TargetFacts;
}

export function errors(findings: readonly Finding[]): string[] {
  return findings.filter((finding) => finding.level === 'error').map((finding) => finding.cause);
}

/** Sessions, as short as a test can say them. */
export function told(sessions: readonly SessionFacts[]): string[] {
  return sessions.map(({ mode, status, failure, reason }) =>
    [mode, status, failure ? `${failure.phase}: ${failure.message} ${failure.output}` : (reason ?? '')].join(' ').trim(),
  );
}

/** Builds a program for a platform, as `go build` does; a package main in one file. */
export async function buildFor(
  lab: Lab,
  source: string,
  env: NodeJS.ProcessEnv,
  args: readonly string[] = ['-gcflags=all=-N -l'],
): Promise<void> {
  writeFileSync(join(lab.project, 'main.go'), source);
  const built = await exec('go', ['build', ...args, '-o', 'app', '.'], {
    cwd: lab.project,
    env: { ...lab.world.env, CGO_ENABLED: '0', ...env },
  });
  if (built.code !== 0) throw new Error(`go build: ${built.stderr}`);
}

/** A kernel that the product has in its tool cache. */
export function keptKernel(arch: string): string {
  const root = join(TOOLS, 'delve-gate-kernel');
  const found = readdirSync(root)
    .map((version) => join(root, version, arch, 'kernel'))
    .find((file) => spawnSync('test', ['-f', file]).status === 0);
  if (!found) throw new Error(`no kernel for ${arch} in ${root}`);
  return found;
}
