import type { ChildProcess } from 'node:child_process';
import { closeSync, ftruncateSync, openSync, readFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { killFamily } from '../system/process-tree.js';
import type { Scope } from '../system/scope.js';
import { inTime } from '../system/within.js';
import { autopsy, type GuestFault, lastLines } from './autopsy.js';
import { type Places, qemuArguments, type Shape } from './command.js';
import { GuestRefused, type Hello, Line } from './line.js';
import { Monitor } from './monitor.js';
import { loadSnapshot, type Snapshot } from './snapshot.js';

/** A guest could not be had, or was lost. */
export class GuestFailure extends Error {
  constructor(
    readonly fault: GuestFault,
    message: string,
    /** qemu's words and the guest's last console lines. */
    readonly evidence: string,
  ) {
    super(message);
  }
}

export interface BootOptions {
  qemu: string;
  shape: Shape;
  /** A folder of this run's own, for sockets and shared memory. Its path is short. */
  folder: string;
  scope: Scope;
  /** Milliseconds until its init must have said hello. */
  limit: number;
  /** Boots on a memory file, so that it can be saved. */
  ram?: string;
  /** Resumes instead of booting. */
  snapshot?: Snapshot;
}

/** How long a guest may take to power off before it is killed. */
const GRACE = 3_000;
const MAX_CONSOLE = 1 << 18;
/** The descriptor that qemu gets the state of a snapshot by (SpawnOptions.third). */
const STATE_DESCRIPTOR = 3;
const RESUME_POLL = 30;
/** How long its init may take to answer that it is there. */
const ANSWER_LIMIT = 5_000;
/** How long its init may take for what it is told, at least. */
const ASK_LIMIT = 10_000;
/** How long qemu's last words may still come. */
const DRAIN = 300;

let serial = 0;

/**
 * Boots a guest, until its init has said hello; or resumes one, until its init answers.
 * @throws GuestFailure
 */
export async function boot(options: BootOptions): Promise<Guest> {
  const name = join(options.folder, `g${++serial}`);
  const { shape, snapshot } = options;
  const places: Places = {
    line: `${name}.line`,
    monitor: `${name}.mon`,
    shared: `${name}.mem`,
    ...(options.ram ? { ram: { file: options.ram, write: true } } : {}),
    ...(snapshot ? { ram: { file: snapshot.ram, write: false }, incoming: true } : {}),
  };
  if (shape.shared > 0) makeFile(places.shared, shape.shared);
  const [line, monitor] = await Promise.all([listen(places.line), listen(places.monitor)]);
  const started = performance.now();
  const state = snapshot ? openSync(snapshot.state, 'r') : undefined;
  let guest: Guest;
  try {
    const spawn = { cwd: options.folder, ...(state === undefined ? {} : { third: state }) };
    guest = new Guest(
      options,
      options.scope.spawn(options.qemu, qemuArguments(shape, places), spawn),
      line,
      monitor,
      places.shared,
      started,
    );
  } finally {
    if (state !== undefined) closeSync(state);
  }
  if (snapshot) await guest.resumed(snapshot);
  else await guest.greeted();
  return guest;
}

/** A machine that runs in qemu, with our init in it. */
export class Guest {
  readonly phases: Record<string, number> = {};
  readonly ended: Promise<string>;
  hello: Hello | undefined;
  /** Milliseconds that its kernel took to boot, now or when its snapshot was made: what this machine can do. */
  pace = 0;
  #line: Line | undefined;
  #console = '';
  #stderr = '';
  #how: string | undefined;
  #peak = 0;
  readonly #monitor: Promise<Monitor>;

  constructor(
    private readonly options: BootOptions,
    private readonly child: ChildProcess,
    private readonly lineServer: Server,
    monitorServer: Server,
    readonly sharedFile: string,
    private readonly started: number,
  ) {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.#console = (this.#console + text).slice(-MAX_CONSOLE);
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(0, MAX_CONSOLE);
    });
    this.ended = new Promise((resolve) => {
      const end = (how: string) => {
        this.#how ??= how;
        resolve(this.#how);
      };
      child.once('error', (error) => end(error.message));
      child.once('exit', (code, signal) => {
        const how = signal ? `ended by ${signal}` : `exit code ${code}`;
        const late = setTimeout(end, DRAIN, how);
        child.once('close', () => {
          clearTimeout(late);
          end(how);
        });
      });
    });
    this.#monitor = accept(monitorServer).then((socket) => new Monitor(socket));
    void this.ended.then(() => {
      this.lineServer.close();
      monitorServer.close();
    });
  }

  get line(): Line {
    if (!this.#line) throw this.failure();
    return this.#line;
  }

  get shape(): Shape {
    return this.options.shape;
  }

  /** qemu's own ear. */
  monitor(): Promise<Monitor> {
    return this.#monitor;
  }

  /** A socket beside those that it has. */
  socketPath(name: string): string {
    return `${this.sharedFile}.${name}`;
  }

  /** Megabytes that qemu held at most. */
  peakMemory(): number {
    this.#notePeak();
    return this.#peak;
  }

  console(): string {
    return lastLines(this.#console, 40);
  }

  /** Why it does not answer. */
  failure(): GuestFailure {
    if (this.options.scope.signal.aborted) return new GuestFailure('aborted', 'stopped from outside', '');
    const remains = { ended: this.#how, stderr: this.#stderr, console: this.#console, greeted: this.hello !== undefined };
    const { fault, line } = autopsy(remains);
    return new GuestFailure(fault, line || 'it does not answer', lastLines(`${this.#stderr}\n${this.#console}`, 20));
  }

  /**
   * Tells its init to do something that takes a moment.
   * @throws GuestFailure when it is lost, or refuses
   */
  async ask(op: string, fields: Record<string, unknown>): Promise<void> {
    try {
      await this.line.request(op, fields, undefined, Math.max(ASK_LIMIT, this.options.limit / 2));
    } catch (error) {
      if (error instanceof GuestRefused) {
        const full = /no space left|cannot allocate memory/i.test(error.message);
        throw new GuestFailure(full ? 'guest-out-of-memory' : 'guest-init-failed', error.message, this.console());
      }
      throw await this.lost();
    }
  }

  /** Whether it has stopped to answer; undefined while it is well. */
  async isLost(): Promise<GuestFailure | undefined> {
    if (this.#how === undefined && (await this.#line?.answers(ANSWER_LIMIT))) return undefined;
    return this.lost();
  }

  /** Why it is lost, once qemu's last words are there. */
  async lost(): Promise<GuestFailure> {
    await Promise.race([this.ended, pause(DRAIN)]);
    return this.failure();
  }

  /** Waits for the first word of its init. */
  async greeted(): Promise<void> {
    const { limit } = this.options;
    const connected = accept(this.lineServer).then((socket) => {
      this.phases.qemu = this.#sinceStart();
      this.#line = new Line(socket);
      return this.#line.hello;
    });
    connected.catch(() => {});
    const first = await inTime(limit, Promise.race([connected.catch(() => this.ended), this.ended]), 'late' as const);
    if (typeof first === 'string') {
      const failure = this.failure();
      await this.kill();
      throw first === 'late' && failure.fault === 'guest-hangs'
        ? new GuestFailure('guest-hangs', `its init did not say hello within ${Math.round(limit / 1000)} s`, failure.evidence)
        : failure;
    }
    this.hello = first;
    const now = this.#sinceStart();
    const qemu = this.phases.qemu ?? 0;
    // The guest's clock starts with its kernel: what came before is qemu's and the firmware's.
    const kernelBegan = Math.max(qemu, now - first.uptime);
    this.phases.firmware = round(kernelBegan - qemu);
    this.phases.kernel = round(Math.max(0, now - kernelBegan - (first.uptime - first.started)));
    this.phases.init = first.uptime - first.started;
    this.pace = this.phases.kernel + this.phases.init;
  }

  /** Lets it go on where its snapshot was taken. */
  async resumed(snapshot: Snapshot): Promise<void> {
    const { limit } = this.options;
    const going = (async () => {
      const socket = await accept(this.lineServer);
      this.phases.qemu = this.#sinceStart();
      this.#line = new Line(socket);
      await loadSnapshot(await this.#monitor, STATE_DESCRIPTOR);
      // What is sent before the guest runs is lost.
      while (!(await this.#line.answers(RESUME_POLL))) if (this.#line.closed) throw this.#line.closed;
      return 'well' as const;
    })();
    const first = await Promise.race([going.catch(() => this.ended), this.ended, pause(limit).then(() => 'late')]);
    if (first !== 'well') {
      await this.kill();
      throw this.failure();
    }
    this.hello = snapshot.hello;
    this.pace = snapshot.pace;
    this.phases.resume = round(this.#sinceStart() - (this.phases.qemu ?? 0));
  }

  /** Powers off in order, or ends it. Milliseconds it took are a phase. */
  async powerOff(): Promise<void> {
    const started = performance.now();
    this.#notePeak();
    if (this.#how === undefined) {
      this.#line?.tell('power-off');
      await Promise.race([this.ended, pause(GRACE)]);
      await this.kill();
    }
    this.phases['power-off'] = round(performance.now() - started);
  }

  async kill(): Promise<void> {
    this.#notePeak();
    if (this.#how === undefined && this.child.pid !== undefined) killFamily(this.child.pid);
    await this.ended;
  }

  #sinceStart(): number {
    return round(performance.now() - this.started);
  }

  /** proc(5): VmHWM, the most that was resident. */
  #notePeak(): void {
    if (this.#how !== undefined) return;
    try {
      const kilobytes = /^VmHWM:\s*(\d+)/m.exec(readFileSync(`/proc/${this.child.pid}/status`, 'utf8'))?.[1];
      this.#peak = Math.max(this.#peak, Math.round(Number(kilobytes ?? 0) / 1024));
    } catch {
      // Gone, or no /proc.
    }
  }
}

function makeFile(path: string, megabytes: number): void {
  const file = openSync(path, 'wx', 0o600);
  ftruncateSync(file, megabytes << 20);
  closeSync(file);
}

async function listen(path: string): Promise<Server> {
  const server = createServer();
  server.maxConnections = 1;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  return server;
}

function accept(server: Server): Promise<Socket> {
  return new Promise((resolve) => {
    server.once('connection', (socket: Socket) => {
      server.close();
      resolve(socket);
    });
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
