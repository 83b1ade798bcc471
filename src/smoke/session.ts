import { converse, type FailureKind, lastWords, type Observed, type Plan, SmokeFailure } from './conversation.js';
import type { DlvServer, Host } from './host/host.js';
import { type ModeName, modes, type Prepared } from './modes/index.js';
import type { Program } from './program.js';

/** How one session went. */
export interface SessionResult {
  mode: ModeName;
  subject: string;
  ours: boolean;
  status: 'pass' | 'fail';
  /** Milliseconds per phase. */
  phases: Record<string, number>;
  ms: number;
  observed: Observed;
  failure?: { phase: string; kind: FailureKind; message: string; output: string };
}

export interface SessionOptions {
  host: Host;
  mode: ModeName;
  program: Program;
  folder: string;
  rpc: boolean;
  /** Milliseconds for one phase, and until dlv listens when it builds first. */
  limits: { phase: number; build: number };
  signal: AbortSignal;
}

/** How long dlv may take to end by itself after the conversation: killing a launched program takes it about 200 ms. */
const PATIENCE = 5_000;

/** Debugs one program in one mode. Never rejects: a failure is a result. */
export async function runSession(options: SessionOptions): Promise<SessionResult> {
  const { mode, program } = options;
  const started = performance.now();
  const result: SessionResult = { mode, subject: program.subject, ours: program.ours, status: 'pass', phases: {}, ms: 0, observed: {} };
  let server: DlvServer | undefined;
  let prepared: Prepared | undefined;
  try {
    prepared = await modes[mode]({ host: options.host, program, folder: options.folder });
    if (options.rpc) prepared.command.args.push('--accept-multiclient');
    server = await options.host.startDlv(prepared.command);
    await converse(server, plan(options, prepared), result.phases, result.observed);
    await timed(result.phases, 'gone', () => end(server as DlvServer));
    // What ends since it is stopped from outside can look like an orderly end.
    options.signal.throwIfAborted();
    if (prepared.end === 'detach' && !(await survives(prepared))) {
      throw new SmokeFailure('gone', 'mismatch', 'the program did not live on after dlv detached from it');
    }
  } catch (error) {
    result.status = 'fail';
    result.failure = failure(error, server, options.signal);
  } finally {
    await server?.stop(0);
    await prepared?.debuggee?.stop();
    result.ms = round(performance.now() - started);
  }
  return result;
}

function plan(options: SessionOptions, prepared: Prepared): Plan {
  const { program, limits } = options;
  return {
    session: prepared.session,
    breakpoint: program.breakpoint,
    end: prepared.end,
    rpc: options.rpc,
    limits: { listening: prepared.builds ? limits.build : limits.phase, phase: limits.phase },
    ...(program.known ? { known: program.known } : {}),
    ...(prepared.release ? { release: prepared.release } : {}),
  };
}

/** A dlv that crashes as it goes has closed the connection too, but not in good order. */
async function end(server: DlvServer): Promise<void> {
  await server.stop(PATIENCE);
  const how = await server.ended;
  if (how.startsWith('ended by')) throw new SmokeFailure('gone', 'died', `dlv did not end in good order (dlv: ${how})`);
}

/** The kernel may show a detached process as stopped for a moment. */
async function survives(prepared: Prepared): Promise<boolean> {
  for (let tries = 0; tries < 50; tries++) {
    if (await prepared.debuggee?.isAlive()) return true;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return false;
}

function failure(error: unknown, server: DlvServer | undefined, signal: AbortSignal): NonNullable<SessionResult['failure']> {
  const output = lastWords(server?.output() ?? '').slice(-4000);
  if (signal.aborted) return { phase: 'aborted', kind: 'aborted', message: 'stopped from outside', output };
  if (error instanceof SmokeFailure) return { phase: error.phase, kind: error.kind, message: error.message, output };
  return { phase: 'start', kind: 'died', message: (error as Error).message, output };
}

async function timed(phases: Record<string, number>, name: string, work: () => Promise<void>): Promise<void> {
  const started = performance.now();
  await work();
  phases[name] = round(performance.now() - started);
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
