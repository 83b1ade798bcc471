import { readBinary } from '../facts/binary.js';
import { goBuildId } from '../facts/build-id.js';
import { parseBuildInfo } from '../facts/build-info.js';
import { qemuUserName } from '../facts/emulation.js';
import { findOnPath } from '../facts/on-path.js';
import type { BuildFacts, HostFacts, TargetFacts, UserModeFacts } from '../model/facts.js';
import { firstLine, type RunResult, run } from '../system/run.js';
import type { Scope } from '../system/scope.js';
import { installPackage } from './apt-install.js';
import { readVersion } from './qemu.js';

export interface UserModeOptions {
  /** GOOS/GOARCH. */
  target: string;
  host: Pick<HostFacts, 'binfmt'>;
  /** What was built for the target: our own debuggee, and the user's program. */
  builds: Promise<readonly BuildFacts[]>;
  /** The modes that the policy asks for; none of them can be tried. */
  modes: readonly string[];
  /** Whether qemu-user may be installed. */
  install: boolean;
  /** The go command. */
  go: string;
  env: NodeJS.ProcessEnv;
  scope: Scope;
  onProgress: (text: string) => void;
}

export type UserModeResult = Pick<TargetFacts, 'how' | 'because' | 'userMode' | 'sessions' | 'failure' | 'phases'>;

type Qemu = NonNullable<UserModeFacts['qemu']>;
type Failure = NonNullable<TargetFacts['failure']>;

export const NO_PTRACE = 'user-mode emulation has no ptrace';
/** Unlike qemu-user-static it registers nothing with the kernel, and is a fifth of its size. */
const PACKAGES = ['qemu-user'];
const START_LIMIT = 60_000;
const ASK_LIMIT = 10_000;

/** Proves what user-mode emulation can: that a program starts, and that its file is what a debugger needs. Nothing is debugged. */
export async function proveByUserMode(options: UserModeOptions): Promise<UserModeResult> {
  const { target, scope } = options;
  // A qemu that crashes leaves a core where it runs; and no go.mod may tell which Go reads a file.
  const folder = scope.folder('user-mode');
  const phases: Record<string, number> = {};
  const clock = async <T>(name: string, work: Promise<T>): Promise<T> => {
    const started = performance.now();
    const result = await work;
    phases[name] = Math.round(performance.now() - started);
    return result;
  };
  const [qemu, builds] = await Promise.all([clock('qemu', provideQemuUser(options)), clock('build', options.builds)]);
  const made = builds.flatMap((build) => (build.ok && build.binary ? [{ ...build, path: build.binary.path }] : []));
  const programs = await clock('read', Promise.all(made.map((each) => readProgram(each.subject, each.path, folder, options))));
  const ours = made.find((each) => each.ours);
  const started = ours && !('kind' in qemu) ? await clock('start', start(qemu, ours.path, folder, options)) : undefined;
  const found = 'kind' in qemu ? null : qemu;
  const failure = failureOf(qemu, started, programs);
  return {
    how: 'user',
    because: `the policy says emulation: user, so a program for ${target} is started, and nothing is debugged`,
    userMode: { qemu: found, starts: started ? started.code === 0 : null, programs },
    sessions: made.flatMap(({ subject, ours: own }) =>
      options.modes.map((mode) => ({
        mode,
        subject,
        ours: own,
        status: 'skipped' as const,
        reason: NO_PTRACE,
        impossible: true,
        phases: {},
        ms: 0,
        observed: {},
      })),
    ),
    failure: scope.signal.aborted ? { kind: 'aborted', message: 'stopped from outside', output: '' } : failure,
    phases,
  };
}

function failureOf(qemu: Qemu | Failure, started: RunResult | undefined, programs: UserModeFacts['programs']): Failure | null {
  if ('kind' in qemu) return qemu;
  if (started && started.code !== 0) {
    const how = started.error ?? started.signal ?? `exit code ${started.code}`;
    const output = `${started.stderr}${started.stdout}`.trim().slice(0, 4000);
    // A crash inside a crash repeats itself on one line.
    const said = firstLine(output).slice(0, 200);
    return {
      kind: 'emulated-start-failed',
      message: `our own debuggee does not run under ${qemu.path}: ${how}${said ? `: ${said}` : ''}`,
      output,
    };
  }
  const other = programs.find((each) => each.go === null);
  return other ? { kind: 'not-a-go-program', message: `${other.subject} carries no build information of Go`, output: '' } : null;
}

/** The qemu-user on PATH, or that of the kernel's registration, or from the distribution's packages. */
async function provideQemuUser(options: UserModeOptions): Promise<Qemu | Failure> {
  const { target, host, install, env } = options;
  const arch = target.split('/')[1] ?? '';
  const name = qemuUserName(arch);
  if (!name) return { kind: 'target-not-this-machine', message: `there is no qemu-user for ${arch}`, output: '' };
  const found = await onPath(name, false, options);
  if (found) return found;
  const registered = host.binfmt?.find((each) => each.enabled && each.arch === arch);
  if (registered) return { path: registered.interpreter, version: null, installed: false, by: 'binfmt' };
  const what = `there is no qemu-${name} on PATH`;
  if (!install) return { kind: 'qemu-user-missing', message: `${what}, and the policy forbids to install it`, output: '' };
  const failed = await installPackage(PACKAGES, options);
  if (failed) return { kind: 'qemu-user-missing', message: `${what}; ${failed.message}`, output: failed.output };
  const message = `${PACKAGES.join(' or ')} was installed, and still ${what}`;
  return (await onPath(name, true, options)) ?? { kind: 'qemu-user-missing', message, output: env.PATH ?? '' };
}

async function onPath(name: string, installed: boolean, { env, scope }: UserModeOptions): Promise<Qemu | undefined> {
  const [path] = [`qemu-${name}`, `qemu-${name}-static`].flatMap((each) => findOnPath(each, env));
  if (!path) return undefined;
  const { stdout } = await run(path, ['--version'], { env, scope, timeout: ASK_LIMIT });
  return { path, version: readVersion(stdout) ?? null, installed, by: 'path' };
}

function start(qemu: Qemu, program: string, cwd: string, { env, scope }: UserModeOptions): Promise<RunResult> {
  const options = { env, scope, cwd, timeout: START_LIMIT };
  return qemu.by === 'path' ? run(qemu.path, [program, 'once'], options) : run(program, ['once'], options);
}

async function readProgram(
  subject: string,
  path: string,
  cwd: string,
  { go, env, scope }: UserModeOptions,
): Promise<UserModeFacts['programs'][number]> {
  const [header, buildId, info] = await Promise.all([
    readBinary(path).catch(() => undefined),
    goBuildId(path).catch(() => null),
    run(go, ['version', '-m', path], { env: { ...env, GOTOOLCHAIN: 'local' }, scope, cwd, timeout: ASK_LIMIT }),
  ]);
  return {
    subject,
    header: header?.arch ? `${header.os}/${header.arch}` : null,
    go: parseBuildInfo(info.stdout)?.go ?? null,
    buildId,
    dwarf: header?.debugInfo ?? null,
  };
}
