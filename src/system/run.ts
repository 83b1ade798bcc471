import type { ChildProcess } from 'node:child_process';
import { StringDecoder } from 'node:string_decoder';
import { killFamily } from './process-tree.js';
import type { Scope } from './scope.js';

/** How one child process ended. */
export interface RunResult {
  /** Exit code; null when a signal ended it or it never started. */
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
  /** Wall-clock milliseconds. */
  ms: number;
  /** Why it could not be started (ENOENT, EACCES, …) or was stopped by us (`timeout`, `aborted`). */
  error?: string;
}

export interface RunOptions {
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  /** Milliseconds until the child and its children are killed. */
  timeout?: number;
  /** Called with every piece of standard error as it comes, for progress. */
  onStderr?: (text: string) => void;
  scope: Scope;
}

const MAX_OUTPUT = 4 * 1024 * 1024;
/** A daemon that a tool leaves behind can hold the tool's output open for ever; what the tool itself wrote is there by then. */
const DRAIN = 1_000;

/**
 * Runs a program to its end, without a shell, in a process group of its own. Never rejects: what went wrong is in the result.
 * @param file the program; looked up on the PATH of `options.env` when it is a bare name
 */
export function run(file: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  const started = performance.now();
  const out = { stdout: '', stderr: '' };
  const { signal } = options.scope;
  return new Promise((resolve) => {
    let error: string | undefined;
    let timer: NodeJS.Timeout | undefined;
    const onAbort = () => {
      error ??= 'aborted';
    };
    let drain: NodeJS.Timeout | undefined;
    const end = (code: number | null, how: NodeJS.Signals | null) => {
      clearTimeout(timer);
      clearTimeout(drain);
      signal.removeEventListener('abort', onAbort);
      resolve({ code, signal: how, ...out, ms: performance.now() - started, ...(error === undefined ? {} : { error }) });
    };
    if (signal.aborted) {
      error = 'aborted';
      end(null, null);
      return;
    }
    const child = start(file, args, options);
    if (typeof child === 'string') {
      error = child;
      end(null, null);
      return;
    }
    signal.addEventListener('abort', onAbort, { once: true });
    if (options.timeout !== undefined) {
      timer = setTimeout(() => {
        error = 'timeout';
        killFamily(child.pid as number);
      }, options.timeout);
    }
    for (const name of ['stdout', 'stderr'] as const) {
      const decoder = new StringDecoder('utf8');
      child[name]?.on('data', (bytes: Buffer) => {
        const text = decoder.write(bytes);
        if (out[name].length < MAX_OUTPUT) out[name] += text;
        if (name === 'stderr') options.onStderr?.(text);
      });
    }
    child.on('error', (failure: NodeJS.ErrnoException) => {
      error ??= failure.code ?? failure.message;
      if (child.pid === undefined) end(null, null);
    });
    child.on('exit', (code, how) => {
      drain = setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
        end(code, how);
      }, DRAIN);
    });
    child.on('close', end);
  });
}

/** @returns the child, or the code of the error that kept it from starting (a folder as cwd, an argument with a NUL) */
function start(file: string, args: readonly string[], { cwd, env = process.env, scope }: RunOptions): ChildProcess | string {
  try {
    return scope.spawn(file, args, { env: scope.withTemporary(env), ...(cwd === undefined ? {} : { cwd }) });
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code ?? String(thrown);
  }
}

/** The first line that says something, for a one-line reason. */
export function firstLine(text: string): string {
  return (
    text
      .split('\n')
      .map((line) => line.trim())
      .find((line) => line !== '') ?? ''
  );
}
