import { Duplex } from 'node:stream';

/** The version of the protocol that go/guest speaks. */
const VERSION = 1;
/** A message longer than this is none of ours. */
const MAX_LINE = 1 << 18;
const MAX_BYTES = 1 << 20;
const CHUNK = 1 << 13;
/** Milliseconds that the init of a guest may take to answer, and once it has been silent. */
const ANSWER_LIMIT = 10_000;
const ONCE_SILENT = 200;
const MAX_OUTPUT = 1 << 20;

/** The first message of a guest. */
export interface Hello {
  version: number;
  arch: string;
  kernel: string;
  cpus: number;
  /** Megabytes. */
  memory: number;
  /** kernel.yama.ptrace_scope; empty where there is none. */
  yama?: string;
  /** The guest's clock, in milliseconds since its kernel started: when init began, and when it was ready. */
  started: number;
  uptime: number;
}

/** A program in the guest. */
export interface GuestProcess {
  readonly pid: number;
  output(): string;
  onOutput(listener: () => void): void;
  /** Its exit code or signal, once it has ended. */
  readonly ended: Promise<string>;
  /** Sends a signal to its group, or to all that it started too. */
  signal(number: number, tree?: boolean): Promise<void>;
}

export interface StartOptions {
  args: string[];
  env: string[];
  dir: string;
  /** Keeps its standard input open until it ends. */
  hold?: boolean;
  uid?: number;
}

interface Message extends Record<string, unknown> {
  event?: string;
  id?: number;
  error?: string;
  data: Buffer;
}

/** The line to the guest's init has ended. */
export class LineClosed extends Error {}
/** The guest's init does not answer. */
export class GuestSilent extends Error {}
/** The guest's init could not do what it was told. */
export class GuestRefused extends Error {}

type Listener = (message: Message | LineClosed) => void;

const SIGNALS: Record<number, string> = {
  2: 'SIGINT',
  4: 'SIGILL',
  5: 'SIGTRAP',
  6: 'SIGABRT',
  7: 'SIGBUS',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  15: 'SIGTERM',
};

/** Speaks with the init of a guest (go/guest): one JSON object per line, some followed by raw bytes. */
export class Line {
  readonly hello: Promise<Hello>;
  #buffer: Buffer = Buffer.alloc(0);
  #pending: Record<string, unknown> | undefined;
  #serial = 0;
  #closed: LineClosed | undefined;
  #silent = false;
  readonly #listeners = new Map<number, Listener>();
  #greet: (hello: Hello) => void = () => {};
  #dismiss: (error: Error) => void = () => {};

  constructor(private readonly stream: Duplex) {
    this.hello = new Promise((resolve, reject) => {
      this.#greet = resolve;
      this.#dismiss = reject;
    });
    this.hello.catch(() => {});
    stream.on('data', (bytes: Buffer) => this.#take(bytes));
    stream.on('error', (error) => this.#close(error.message));
    stream.on('close', () => this.#close('qemu closed it'));
  }

  /** Why it ended; undefined while it is open. */
  get closed(): LineClosed | undefined {
    return this.#closed;
  }

  /**
   * Tells the guest's init to do something, and waits for its answer.
   * @param limit milliseconds; a guest that was silent once is not waited for again until something comes from it
   * @throws GuestRefused, GuestSilent, LineClosed
   */
  request(op: string, fields: Record<string, unknown> = {}, data?: Buffer, limit = ANSWER_LIMIT): Promise<Message> {
    const id = ++this.#serial;
    const answer = new Promise<Message>((resolve, reject) => {
      this.#listen(id, (message) => {
        this.#listeners.delete(id);
        if (message instanceof LineClosed) reject(message);
        else if (message.error) reject(new GuestRefused(message.error));
        else resolve(message);
      });
    });
    this.#send({ op, id, ...fields }, data);
    return this.#within(limit, id, answer);
  }

  async #within<T>(limit: number, id: number, answer: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => {
          this.#listeners.delete(id);
          this.#silent = true;
          reject(new GuestSilent(`the guest did not answer within ${limit / 1000} s`));
        },
        this.#silent ? Math.min(limit, ONCE_SILENT) : limit,
      );
    });
    answer.catch(() => {});
    return Promise.race([answer, late]).finally(() => clearTimeout(timer));
  }

  /** Says something that has no answer. */
  tell(op: string): void {
    this.#send({ op });
  }

  /** Whether the guest's init answers within so many milliseconds. */
  async answers(limit: number): Promise<boolean> {
    return this.request('ping', {}, undefined, limit).then(
      () => true,
      () => false,
    );
  }

  /** @throws GuestRefused when it cannot be started, with the kernel's reason */
  start(options: StartOptions): Promise<GuestProcess> {
    const id = ++this.#serial;
    const started = new Promise<GuestProcess>((resolve, reject) => {
      let program: RunningProgram | undefined;
      this.#listen(id, (message) => {
        if (message instanceof LineClosed || message.event === 'done') {
          if (program === undefined) reject(message instanceof LineClosed ? message : new GuestRefused(message.error));
          program?.end('gone with the guest');
        } else if (message.event === 'started') {
          program = new RunningProgram(this, Number(message.pid));
          resolve(program);
        } else if (message.event === 'output') program?.hear(message.data);
        else if (message.event === 'ended') {
          this.#listeners.delete(id);
          const { signal, code } = message as { signal?: number; code?: number };
          program?.end(signal ? `ended by ${SIGNALS[signal] ?? `signal ${signal}`}` : `exit code ${code ?? 0}`);
        }
      });
      this.#send({ op: 'start', id, ...options });
    });
    return this.#within(ANSWER_LIMIT, id, started);
  }

  /** A connection to a port of the guest. Rejects when nothing listens there. */
  connect(address: string): Promise<Duplex> {
    return this.#open(++this.#serial, (id) => this.#send({ op: 'connect', id, address }));
  }

  /** Waits for a program of the guest to dial. */
  async listen(): Promise<{ address: string; accept: () => Promise<Duplex> }> {
    const id = ++this.#serial;
    let waiting: Promise<Duplex> | undefined;
    const told = new Promise<string>((resolve, reject) => {
      waiting = this.#open(
        id,
        () => this.#send({ op: 'listen', id }),
        (message) => (message.error ? reject(new GuestRefused(message.error)) : resolve(String(message.address))),
      );
      waiting.catch(reject);
    });
    const address = await this.#within(ANSWER_LIMIT, id, told);
    return { address, accept: () => waiting as Promise<Duplex> };
  }

  #open(id: number, ask: (id: number) => void, onDone?: (message: Message) => void): Promise<Duplex> {
    return new Promise((resolve, reject) => {
      let stream: GuestStream | undefined;
      this.#listen(id, (message) => {
        if (message instanceof LineClosed || message.event === 'closed') {
          this.#listeners.delete(id);
          if (stream) stream.push(null);
          else reject(message instanceof LineClosed ? message : new GuestRefused(message.error ?? 'the connection was closed'));
        } else if (message.event === 'connected') {
          stream = new GuestStream(
            (bytes) => this.#send({ op: 'data', id }, bytes),
            () => {
              this.#listeners.delete(id);
              this.#send({ op: 'close', id });
            },
          );
          resolve(stream);
        } else if (message.event === 'data') stream?.push(message.data);
        else onDone?.(message);
      });
      ask(id);
    });
  }

  #listen(id: number, listener: Listener): void {
    this.#listeners.set(id, listener);
    if (this.#closed) listener(this.#closed);
  }

  #send(message: Record<string, unknown>, data?: Buffer): void {
    if (this.#closed || this.stream.destroyed) return;
    this.stream.write(`${JSON.stringify(data ? { ...message, bytes: data.length } : message)}\n`);
    if (data) this.stream.write(data);
  }

  #take(bytes: Buffer): void {
    this.#buffer = this.#buffer.length === 0 ? bytes : Buffer.concat([this.#buffer, bytes]);
    while (!this.#closed) {
      if (this.#pending) {
        const size = Number(this.#pending.bytes);
        if (this.#buffer.length < size) return;
        const data = Buffer.from(this.#buffer.subarray(0, size));
        this.#buffer = this.#buffer.subarray(size);
        this.#hear({ ...this.#pending, data });
        this.#pending = undefined;
        continue;
      }
      const end = this.#buffer.indexOf(10);
      if (end < 0) {
        if (this.#buffer.length > MAX_LINE) this.#close('what came over it is no message');
        return;
      }
      const text = this.#buffer.toString('utf8', 0, end);
      this.#buffer = this.#buffer.subarray(end + 1);
      this.#read(text);
    }
  }

  #read(text: string): void {
    let message: Record<string, unknown>;
    try {
      message = JSON.parse(text);
    } catch {
      this.#close('what came over it is no message');
      return;
    }
    const size = Number(message?.bytes ?? 0);
    if (!Number.isInteger(size) || size < 0 || size > MAX_BYTES) this.#close('what came over it is no message');
    else if (size > 0) this.#pending = message;
    else this.#hear({ ...message, data: Buffer.alloc(0) });
  }

  #hear(message: Message): void {
    this.#silent = false;
    if (message.event !== 'hello') {
      this.#listeners.get(Number(message.id))?.(message);
    } else if (message.version === VERSION) this.#greet(message as unknown as Hello);
    else this.#close(`it speaks version ${message.version}, not ${VERSION}`);
  }

  #close(why: string): void {
    if (this.#closed) return;
    this.#closed = new LineClosed(`the line to the guest ended: ${why}`);
    this.#dismiss(this.#closed);
    for (const listener of [...this.#listeners.values()]) listener(this.#closed);
    this.#listeners.clear();
    this.stream.destroy();
  }
}

class RunningProgram implements GuestProcess {
  readonly ended: Promise<string>;
  #output = '';
  #decoder = new TextDecoder();
  #end: (how: string) => void = () => {};
  #onOutput: () => void = () => {};

  constructor(
    private readonly line: Line,
    readonly pid: number,
  ) {
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  output(): string {
    return this.#output;
  }

  onOutput(listener: () => void): void {
    this.#onOutput = listener;
  }

  hear(data: Buffer): void {
    if (this.#output.length < MAX_OUTPUT) this.#output += this.#decoder.decode(data, { stream: true });
    this.#onOutput();
  }

  end(how: string): void {
    this.#end(how);
  }

  async signal(number: number, tree = false): Promise<void> {
    await this.line.request('signal', { pid: this.pid, signal: number, tree }).catch(() => {});
  }
}

class GuestStream extends Duplex {
  constructor(
    private readonly send: (bytes: Buffer) => void,
    private readonly hangUp: () => void,
  ) {
    super();
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    for (let at = 0; at < chunk.length; at += CHUNK) this.send(chunk.subarray(at, at + CHUNK));
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.hangUp();
    done(error);
  }
}
