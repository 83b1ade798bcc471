import { join } from 'node:path';
import type { Plan } from '../conversation.js';
import type { Debuggee, DlvCommand, Host } from '../host/host.js';
import type { Program } from '../program.js';

/** The ways to start a debug session. */
export const MODES = ['exec', 'debug', 'test', 'attach', 'dap', 'core'] as const;
export type ModeName = (typeof MODES)[number];

/** What a mode needs to know. */
export interface ModeContext {
  host: Host;
  program: Program;
  /** A temporary folder for what dlv builds. */
  folder: string;
}

/** A session that is ready to be started. */
export interface Prepared {
  command: DlvCommand;
  session: Plan['session'];
  end: Plan['end'];
  debuggee?: Debuggee;
  release?: () => Promise<void>;
  /** dlv builds before it listens. */
  builds: boolean;
}

type Mode = (context: ModeContext) => Promise<Prepared>;

const REMOTE: Plan['session'] = { command: 'attach', arguments: { mode: 'remote', stopOnEntry: false } };
const HEADLESS = ['--headless', '--api-version=2', '--log=false'];

let count = 0;
/** Two programs are debugged at the same time; what dlv builds for them must not collide. */
function serial(): number {
  return ++count;
}

/** Killed in the middle, dlv's go command cannot remove its work folder: it makes it in ours. The go commands before us used the user's. */
function building(program: Program, folder: string): NodeJS.ProcessEnv {
  return { ...program.env, GOTMPDIR: folder };
}

function buildFlags(program: Program): string[] {
  return program.buildFlags ? [`--build-flags=${program.buildFlags}`] : [];
}

function endOf({ ours, endsThere }: Program): Plan['end'] {
  return ours && !endsThere ? 'program-ends' : 'kill';
}

/** `dlv exec`: a program that was built before. */
const exec: Mode = async ({ program }) => ({
  command: {
    args: ['exec', program.binary, ...HEADLESS],
    programArgs: program.args,
    cwd: program.cwd,
    env: program.env,
    meeting: 'listen',
  },
  session: REMOTE,
  end: endOf(program),
  builds: false,
});

/** `dlv debug`: dlv builds the package itself. */
const debug: Mode = async ({ program, folder }) => ({
  command: {
    args: ['debug', program.package, `--output=${join(folder, `debug-${serial()}.bin`)}`, ...buildFlags(program), ...HEADLESS],
    programArgs: program.args,
    cwd: program.cwd,
    env: building(program, folder),
    meeting: 'listen',
  },
  session: REMOTE,
  end: endOf(program),
  builds: true,
});

/** `dlv test`: dlv builds the package's test binary. */
const test: Mode = async ({ program, folder }) => ({
  command: {
    args: ['test', program.package, `--output=${join(folder, `test-${serial()}.bin`)}`, ...buildFlags(program), ...HEADLESS],
    cwd: program.cwd,
    env: building(program, folder),
    meeting: 'listen',
  },
  session: REMOTE,
  end: endOf(program),
  builds: true,
});

/** `dlv attach`: a program of ours that runs already. A user's program waits before main until it is let go. */
const attach: Mode = async ({ host, program }) => {
  const waiting = program.waiting;
  const debuggee = waiting
    ? await host.startDebuggee(waiting.binary, program.args, { cwd: program.cwd, env: { ...program.env, ...waiting.env } })
    : await host.startDebuggee(program.binary, program.ours ? ['loop'] : program.args, { cwd: program.cwd, env: program.env });
  return {
    command: { args: ['attach', String(debuggee.pid), ...HEADLESS], cwd: program.cwd, env: program.env, meeting: 'listen' },
    session: REMOTE,
    end: program.ours ? 'detach' : 'kill',
    debuggee,
    ...(waiting ? { release: () => host.touch(waiting.file) } : {}),
    builds: false,
  };
};

/** `dlv dap`: what editors do; dlv launches the program when the client asks. */
const dap: Mode = async ({ program }) => ({
  command: { args: ['dap', '--log=false'], cwd: program.cwd, env: program.env, meeting: 'dial' },
  session: {
    command: 'launch',
    arguments: { mode: 'exec', program: program.binary, args: program.args, cwd: program.cwd, stopOnEntry: false },
  },
  end: endOf(program),
  builds: false,
});

/** `dlv core`: what a program that crashed left behind. It cannot be continued: the stack of the crash is read. */
const core: Mode = async ({ host, program }) => {
  const file = await host.crash(program.binary, program.ours ? ['crash'] : program.args, { cwd: program.cwd, env: program.env });
  return {
    command: { args: ['core', program.binary, file, ...HEADLESS], cwd: program.cwd, env: program.env, meeting: 'listen' },
    session: { command: 'attach', arguments: { mode: 'remote', stopOnEntry: true } },
    end: 'core',
    builds: false,
  };
};

export const modes: Record<ModeName, Mode> = { exec, debug, test, attach, dap, core };
