import type { DebugProtocol } from '@vscode/debugprotocol';
import { inTime } from '../system/within.js';
import { DapClient, DapClosed, DapError } from './dap/client.js';
import { getVersion, type RpcVersion } from './dap/rpc.js';
import type { DlvServer } from './host/host.js';

export type Breakpoint = { file: string; line: number } | { function: string };

/** Values that are known at the breakpoint of our own debuggee. */
export interface Known {
  function: string;
  line: number;
  locals: Record<string, string>;
  evaluate: Record<string, string>;
}

/** One debug session, from the first request to the last. */
export interface Plan {
  session: { command: 'attach' | 'launch'; arguments: Record<string, unknown> };
  breakpoint: Breakpoint;
  known?: Known;
  /** How it ends: the program runs to its end, is detached from and lives on, or is ended at the breakpoint. */
  end: 'program-ends' | 'detach' | 'kill' | 'core';
  /** Lets a program go that waits to be attached to. */
  release?: () => Promise<void>;
  /** Whether to ask the JSON-RPC side on the same port too. */
  rpc: boolean;
  /** Milliseconds for each phase; building modes need more until dlv listens. */
  limits: { listening: number; phase: number };
}

export type FailureKind = 'timeout' | 'refused' | 'died' | 'mismatch' | 'ended-early' | 'aborted';

/** Why a session did not do what it should. */
export class SmokeFailure extends Error {
  constructor(
    readonly phase: string,
    readonly kind: FailureKind,
    message: string,
  ) {
    super(message);
  }
}

/** How long dlv's end may take to show after it closed the connection. */
const LAST_WORDS = 1_000;

/** Of a core with more, the first ones are read. */
const MAX_GOROUTINES = 50;

/** What was seen at the breakpoint. */
export interface Observed {
  function?: string;
  file?: string;
  line?: number;
  locals?: Record<string, string>;
  rpc?: RpcVersion;
}

/**
 * Holds the conversation of an editor with dlv: initialize, breakpoint set and verified, hit, stack, locals, evaluate, continue, end.
 * @param phases filled with milliseconds per phase, also when it fails
 * @param observed filled with what was seen, also when it fails
 * @throws SmokeFailure naming the phase
 */
export async function converse(server: DlvServer, plan: Plan, phases: Record<string, number>, observed: Observed): Promise<void> {
  const step = stepper(server, plan, phases);
  const stream = await step('listening', () => server.connect(), plan.limits.listening);
  const dap = new DapClient(stream);
  try {
    const rpc = plan.rpc ? askRpc(server, plan.limits.phase) : undefined;
    await step('initialize', () =>
      dap.request('initialize', {
        adapterID: 'go',
        clientID: 'delve-gate',
        pathFormat: 'path',
        linesStartAt1: true,
        columnsStartAt1: true,
      }),
    );
    await step('session', async () => {
      // dlv may answer attach and launch before or after `initialized`; a refusal must not wait for an event that never comes.
      const answered = dap.request(plan.session.command, plan.session.arguments);
      await Promise.all([answered, Promise.race([dap.event('initialized'), answered.then(() => dap.event('initialized'))])]);
    });
    server.noteChildren();
    if (plan.end === 'core') {
      const frame = await step('stack', () => crashedFrame(dap, plan, observed));
      await step('locals', () => readLocals(dap, frame, plan, observed));
      await step('end', () => disconnect(dap, true));
      return;
    }
    await step('breakpoint', () => setBreakpoint(dap, plan.breakpoint));
    await step('configured', () => dap.request('configurationDone'));
    const threadId = await step('hit', () => runToBreakpoint(dap, plan));
    const frame = await step('stack', () => topFrame(dap, threadId, plan, observed));
    await step('locals', () => readLocals(dap, frame, plan, observed));
    if (plan.known) await step('evaluate', () => evaluate(dap, frame, plan.known as Known));
    if (rpc) observed.rpc = await step('rpc', () => rpc);
    await step('end', () => endSession(dap, threadId, plan));
  } finally {
    dap.close();
  }
}

type Step = <T>(name: string, work: () => Promise<T>, limit?: number) => Promise<T>;

function stepper(server: DlvServer, plan: Plan, phases: Record<string, number>): Step {
  return async (name, work, limit = plan.limits.phase) => {
    const started = performance.now();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new SmokeFailure(name, 'timeout', `no answer from dlv within ${limit / 1000} s`)), limit);
    });
    try {
      return await Promise.race([work(), late]);
    } catch (error) {
      throw await explain(name, error, server);
    } finally {
      clearTimeout(timer);
      phases[name] = Math.round((performance.now() - started) * 10) / 10;
    }
  };
}

/** When dlv closes the connection its last words are the cause, so wait a moment for its end. */
async function explain(phase: string, error: unknown, server: DlvServer): Promise<SmokeFailure> {
  if (error instanceof SmokeFailure) return error;
  if (error instanceof DapError) return new SmokeFailure(phase, 'refused', error.message);
  const how = await inTime(LAST_WORDS, server.ended, undefined);
  const words = lastWords(server.output());
  const message = words || (error as Error).message;
  if (how !== undefined || error instanceof DapClosed) {
    return new SmokeFailure(phase, 'died', how === undefined ? message : `${message} (dlv: ${how})`);
  }
  return new SmokeFailure(phase, 'refused', message);
}

/** What dlv printed, without the ready line, which proves nothing. */
export function lastWords(output: string): string {
  const lines = output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(API|DAP) server listening at:/.test(line));
  // Where Go gives up it says so first, and then shows its stacks.
  const fatal = lines.findIndex((line) => FATAL.test(line));
  return (fatal >= 0 ? lines.slice(fatal, fatal + WORDS) : lines.slice(-WORDS)).join('\n');
}

const WORDS = 12;
const FATAL = /^(?:runtime\/cgo|runtime|fatal error|panic|SIG[A-Z]+): /;

function askRpc(server: DlvServer, limit: number): Promise<RpcVersion> {
  const answer = server.connectAgain().then((stream) => getVersion(stream, limit));
  // It is awaited only when the session gets that far; until then its failure is nobody's.
  answer.catch(() => {});
  return answer;
}

async function setBreakpoint(dap: DapClient, breakpoint: Breakpoint): Promise<void> {
  const answer =
    'function' in breakpoint
      ? await dap.request<DebugProtocol.SetFunctionBreakpointsResponse['body']>('setFunctionBreakpoints', {
          breakpoints: [{ name: breakpoint.function }],
        })
      : await dap.request<DebugProtocol.SetBreakpointsResponse['body']>('setBreakpoints', {
          source: { path: breakpoint.file },
          breakpoints: [{ line: breakpoint.line }],
        });
  const set = answer.breakpoints[0];
  if (!set?.verified) {
    throw new SmokeFailure('breakpoint', 'refused', `breakpoint not verified: ${set?.message ?? 'dlv gave no reason'}`);
  }
}

async function runToBreakpoint(dap: DapClient, plan: Plan): Promise<number> {
  await plan.release?.();
  const event = await dap.event('stopped', 'terminated', 'exited');
  if (event.event !== 'stopped') {
    throw new SmokeFailure('hit', 'ended-early', 'the program ended before it reached the breakpoint');
  }
  const { reason, threadId, text, description } = (event as DebugProtocol.StoppedEvent).body;
  if (!/breakpoint/.test(reason)) {
    throw new SmokeFailure(
      'hit',
      'mismatch',
      `the program stopped for another reason: ${[reason, description, text].filter(Boolean).join(', ')}`,
    );
  }
  return threadId ?? 1;
}

/** A core is stopped for good: the frame that is wanted is looked for on the stacks of its goroutines. */
async function crashedFrame(dap: DapClient, plan: Plan, observed: Observed): Promise<DebugProtocol.StackFrame> {
  await dap.request('configurationDone');
  await dap.event('stopped');
  const { threads } = await dap.request<DebugProtocol.ThreadsResponse['body']>('threads');
  const wanted = plan.known?.function;
  for (const { id } of threads.slice(0, MAX_GOROUTINES)) {
    const { stackFrames } = await dap.request<DebugProtocol.StackTraceResponse['body']>('stackTrace', { threadId: id, levels: 50 });
    const frame = stackFrames.find(({ name }) => (wanted === undefined ? name.startsWith('main.') : sameFunction(name, wanted)));
    if (!frame) continue;
    Object.assign(observed, { function: frame.name, line: frame.line, ...(frame.source?.path ? { file: frame.source.path } : {}) });
    return frame;
  }
  throw new SmokeFailure('stack', 'mismatch', `${wanted ?? 'no function of package main'} is on no stack of ${threads.length} goroutines`);
}

async function topFrame(dap: DapClient, threadId: number, plan: Plan, observed: Observed): Promise<DebugProtocol.StackFrame> {
  const { stackFrames } = await dap.request<DebugProtocol.StackTraceResponse['body']>('stackTrace', {
    threadId,
    startFrame: 0,
    levels: 20,
  });
  const frame = stackFrames[0];
  if (!frame) throw new SmokeFailure('stack', 'mismatch', 'the stack is empty');
  observed.function = frame.name;
  observed.line = frame.line;
  if (frame.source?.path) observed.file = frame.source.path;
  const wanted = plan.known?.function ?? ('function' in plan.breakpoint ? plan.breakpoint.function : undefined);
  if (wanted !== undefined && !sameFunction(frame.name, wanted)) {
    throw new SmokeFailure('stack', 'mismatch', `stopped in ${frame.name}, not in ${wanted}`);
  }
  const line = plan.known?.line ?? ('line' in plan.breakpoint ? plan.breakpoint.line : undefined);
  if (line !== undefined && frame.line !== line) {
    throw new SmokeFailure('stack', 'mismatch', `stopped at line ${frame.line}, not at line ${line}`);
  }
  return frame;
}

/** In a test binary `main.add` shows under its import path, as `app.add`: the function's own name decides. */
function sameFunction(seen: string, wanted: string): boolean {
  const own = (name: string) => name.slice(name.lastIndexOf('.') + 1);
  return own(seen) === own(wanted);
}

async function readLocals(dap: DapClient, frame: DebugProtocol.StackFrame, plan: Plan, observed: Observed): Promise<void> {
  const { scopes } = await dap.request<DebugProtocol.ScopesResponse['body']>('scopes', { frameId: frame.id });
  const values: Record<string, string> = {};
  for (const scope of scopes) {
    const { variables } = await dap.request<DebugProtocol.VariablesResponse['body']>('variables', {
      variablesReference: scope.variablesReference,
    });
    for (const variable of variables) values[variable.name] = variable.value;
  }
  // What a user's program holds in its variables is nobody's business but its own: that it could be read is enough.
  observed.locals = plan.known ? values : Object.fromEntries(Object.keys(values).map((name) => [name, '(left out)']));
  for (const [name, value] of Object.entries(plan.known?.locals ?? {})) {
    if (values[name] === value) continue;
    const seen = values[name] === undefined ? `not among the locals (${Object.keys(values).join(', ') || 'there are none'})` : values[name];
    throw new SmokeFailure('locals', 'mismatch', `local ${name} should be ${value}, but is ${seen}`);
  }
}

async function evaluate(dap: DapClient, frame: DebugProtocol.StackFrame, known: Known): Promise<void> {
  for (const [expression, value] of Object.entries(known.evaluate)) {
    const { result } = await dap.request<DebugProtocol.EvaluateResponse['body']>('evaluate', {
      expression,
      frameId: frame.id,
      context: 'watch',
    });
    if (result !== value) throw new SmokeFailure('evaluate', 'mismatch', `${expression} should be ${value}, but is ${result}`);
  }
}

async function endSession(dap: DapClient, threadId: number, plan: Plan): Promise<void> {
  if (plan.end === 'program-ends') {
    await clearBreakpoints(dap, plan.breakpoint);
    await dap.request('continue', { threadId });
    await dap.event('terminated');
  } else if (plan.end === 'detach') {
    await clearBreakpoints(dap, plan.breakpoint);
  }
  await disconnect(dap, plan.end !== 'detach');
}

function clearBreakpoints(dap: DapClient, breakpoint: Breakpoint): Promise<unknown> {
  return 'function' in breakpoint
    ? dap.request('setFunctionBreakpoints', { breakpoints: [] })
    : dap.request('setBreakpoints', { source: { path: breakpoint.file }, breakpoints: [] });
}

/** dlv may close the connection before its answer is through; that is an end, too. */
async function disconnect(dap: DapClient, terminateDebuggee: boolean): Promise<void> {
  try {
    await dap.request('disconnect', { terminateDebuggee });
  } catch (error) {
    // A program that was to be killed can be gone before dlv lets go of it (pkg/proc/native/proc_linux.go: kill, then detach).
    const gone = terminateDebuggee && error instanceof DapError && /no such process/.test(error.message);
    if (!(error instanceof DapClosed) && !gone) throw error;
  }
}
