import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { family, isAlive, killGroup, marked } from './process-tree.js';
import { Warden } from './warden.js';

/** Tells the processes of one run from all others, whatever parent and group they have by now. */
const MARK = 'DELVE_GATE_RUN';
/**
 * The first go or dlv of a day starts a copy of itself that outlives it and writes into HOME; this says that it is such a copy's child,
 * and then none is started (golang.org/x/telemetry, start.go: telemetryChildVar).
 */
const NO_TELEMETRY = { GO_TELEMETRY_CHILD: '2' };
/** How long a process may take to end by itself: dlv ends the program first, go removes its work folder. */
const GRACE = 1_000;
const KILL_LIMIT = 5_000;
const POLL = 10;

export interface SpawnOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  stdin?: 'ignore' | 'pipe';
  /** An open file that the program gets as its descriptor 3. */
  third?: number;
}

/** Everything that one run starts or makes: child processes and temporary folders. Closing it leaves none of them. */
export class Scope {
  readonly #id = `${process.pid}-${randomBytes(8).toString('hex')}`;
  readonly #warden = new Warden(`${MARK}=${this.#id}`);
  readonly #children = new Set<ChildProcess>();
  readonly #strays = new Set<number>();
  readonly #folders = new Set<string>();
  readonly #temporary = new Map<string, string>();
  readonly #abort = new AbortController();
  #spawned = false;
  #closed: Promise<void> | undefined;

  /** Aborted when the scope closes; long work listens to it. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /**
   * Makes a temporary folder that goes with the scope.
   * @param prefix the start of its name
   * @param parent where to make it; the system's temporary folder if not given
   * @returns its real path, since Go resolves symbolic links in what it writes into DWARF
   * @throws the file system's error (ENOENT, EACCES, EROFS, ENOSPC)
   */
  folder(prefix: string, parent: string = process.env.RUNNER_TEMP || tmpdir()): string {
    this.#abort.signal.throwIfAborted();
    const path = join(realpathSync(parent), `delve-gate-${prefix}-${randomBytes(6).toString('hex')}`);
    this.#warden.folder(path);
    mkdirSync(path, { mode: 0o700 });
    this.#folders.add(path);
    return path;
  }

  /**
   * An environment with a temporary folder of ours: a tool that is killed cannot remove what it made there (`go-build…`).
   * Where none can be made the environment stays as it is, so that the tool's own complaint is seen.
   */
  withTemporary(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
    if (process.platform === 'win32') return env;
    const parent = env.TMPDIR || '/tmp';
    try {
      const folder = this.#temporary.get(parent) ?? this.folder('tmp', parent);
      this.#temporary.set(parent, folder);
      return { ...env, TMPDIR: folder };
    } catch {
      return env;
    }
  }

  /**
   * Starts a program without a shell, in a process group of its own, with its output piped. It and its family end with the scope, at the latest.
   * @throws when the scope is closed, or spawn's error
   */
  spawn(file: string, args: readonly string[], { cwd, env = process.env, stdin = 'ignore', third }: SpawnOptions): ChildProcess {
    this.#abort.signal.throwIfAborted();
    this.#warden.start();
    this.#spawned = true;
    const child = spawn(file, args, {
      cwd,
      env: { ...env, [MARK]: this.#id, ...NO_TELEMETRY },
      stdio: [stdin, 'pipe', 'pipe', ...(third === undefined ? [] : [third])],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    this.#adopt(child);
    return child;
  }

  /** Takes charge of a process that a child of ours started in a group of its own, as dlv does with the debuggee. */
  adoptStray(pid: number): void {
    if (this.#strays.has(pid)) return;
    this.#strays.add(pid);
    this.#warden.watch(pid);
  }

  /** Lets go of a process that is known to have ended, before its id can be given to another. */
  release(pid: number): void {
    if (this.#strays.delete(pid)) this.#warden.forget(pid);
  }

  /** Ends everything, gently first, and removes the folders. Safe to call twice; never rejects. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  #adopt(child: ChildProcess): void {
    const { pid } = child;
    if (pid === undefined) return;
    this.#children.add(child);
    this.#warden.watch(pid);
    child.once('exit', () => {
      this.#children.delete(child);
      this.#warden.forget(pid);
    });
  }

  async #close(): Promise<void> {
    this.#abort.abort();
    if (this.#spawned) await this.#end();
    for (const folder of this.#folders) removeFolder(folder);
    this.#warden.dismiss();
  }

  async #end(): Promise<void> {
    const children = [...this.#children];
    const gone = Promise.all(children.map((child) => new Promise<void>((resolve) => child.once('exit', () => resolve()))));
    if (process.platform !== 'win32') await this.#signalUntilGone('SIGINT', GRACE);
    if (await this.#signalUntilGone('SIGKILL', KILL_LIMIT)) await gone;
  }

  /** @returns whether nothing is left. A fork can slip between a look and a kill, so it looks again. */
  async #signalUntilGone(signal: 'SIGINT' | 'SIGKILL', limit: number): Promise<boolean> {
    const signalled = new Set<number>();
    for (const started = performance.now(); ; ) {
      const living = this.#living();
      if (living.length === 0) return true;
      for (const pid of living) {
        if (signal === 'SIGKILL' || !signalled.has(pid)) killGroup(pid, signal);
        signalled.add(pid);
      }
      if (performance.now() - started > limit) return false;
      await new Promise((resolve) => setTimeout(resolve, POLL));
    }
  }

  #living(): number[] {
    const ours = [...this.#children].map((child) => child.pid as number).concat([...this.#strays]);
    const all = new Set([...ours, ...family(...ours), ...marked(`${MARK}=${this.#id}`)]);
    return [...all].filter(isAlive);
  }
}

/** What cannot be removed is left; a run does not fail for that. Go makes the folders of its module cache read-only. */
export function removeFolder(folder: string): void {
  const options = { recursive: true, force: true, maxRetries: 3, retryDelay: 50 };
  try {
    rmSync(folder, options);
  } catch {
    try {
      makeWritable(folder);
      rmSync(folder, options);
    } catch {
      // Busy, or not ours.
    }
  }
}

function makeWritable(folder: string): void {
  chmodSync(folder, 0o700);
  for (const entry of readdirSync(folder, { withFileTypes: true })) if (entry.isDirectory()) makeWritable(join(folder, entry.name));
}
