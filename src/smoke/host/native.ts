import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { family, isAlive, killFamily, killGroup, killRemnants, linuxState } from '../../system/process-tree.js';
import type { Scope } from '../../system/scope.js';
import { within } from '../../system/within.js';
import type { Debuggee, DlvCommand, DlvServer, Host } from './host.js';
import { listensAt } from './ready-line.js';

/** sun_path holds 108 bytes on Linux, 104 on macOS, the closing NUL included (unix(7)). */
const MAX_SOCKET_PATH = 103;

/** How long dlv may take to end when it is asked to, before it is killed. */
const GRACE = 500;
/** How long the output of a dlv that has ended may still come. */
const DRAIN = 500;

export interface NativeOptions {
  scope: Scope;
  /** The dlv that was proved. */
  dlv: string;
  /** A folder for sockets. */
  folder: string;
  /** Whether this dlv listens on and dials unix sockets. */
  unixSockets: boolean;
}

let serial = 0;

/** This machine. */
export function nativeHost(options: NativeOptions): Host {
  return {
    startDlv: (command) => startDlv(options, command),
    startDebuggee: (file, args, { cwd, env }) => startDebuggee(options, file, args, cwd, env),
    crash: () => Promise.reject(new Error('where a core goes is for the administrator of this machine to say; mode core runs in guests')),
    touch: (file) => writeFile(file, ''),
  };
}

async function startDlv(options: NativeOptions, command: DlvCommand): Promise<DlvServer> {
  const path = join(options.folder, `dlv-${process.pid}-${++serial}.sock`);
  const unix = options.unixSockets && process.platform !== 'win32' && Buffer.byteLength(path) <= MAX_SOCKET_PATH;
  const dialled = command.meeting === 'dial' ? await listen(unix ? path : undefined) : undefined;
  const address = dialled
    ? `--client-addr=${unix ? `unix:${path}` : `127.0.0.1:${port(dialled)}`}`
    : `--listen=${unix ? `unix:${path}` : '127.0.0.1:0'}`;
  const args = [...command.args, address];
  if (command.programArgs?.length) args.push('--', ...command.programArgs);
  try {
    const child = options.scope.spawn(options.dlv, args, { cwd: command.cwd, env: command.env });
    return new NativeDlv(options.scope, child, dialled, unix ? path : undefined);
  } catch (error) {
    dialled?.close();
    throw error;
  }
}

class NativeDlv implements DlvServer {
  readonly ended: Promise<string>;
  #output = '';
  #over = false;
  #address: string | undefined;
  readonly #strays = new Set<number>();

  constructor(
    private readonly scope: Scope,
    private readonly child: ChildProcess,
    private readonly dialled: Server | undefined,
    private readonly path: string | undefined,
  ) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        if (this.#output.length < 1 << 20) this.#output += text;
      });
    }
    this.ended = new Promise((resolve) => {
      const end = (how: string) => {
        this.#over = true;
        resolve(how);
      };
      child.once('error', (error) => {
        this.#output += error.message;
        if (child.pid === undefined) end(error.message);
      });
      child.once('exit', (code, signal) => {
        const how = signal ? `ended by ${signal}` : `exit code ${code}`;
        // A program that outlives dlv holds dlv's output open: without its end, `close` would not come.
        this.#endStrays();
        const late = setTimeout(end, DRAIN, how);
        child.once('close', () => {
          clearTimeout(late);
          end(how);
        });
      });
    });
  }

  output(): string {
    return this.#output;
  }

  connect(): Promise<Socket> {
    return this.dialled ? this.#accept(this.dialled) : this.#dial();
  }

  connectAgain(): Promise<Socket> {
    return connectTo(this.#address ?? '');
  }

  noteChildren(): void {
    for (const pid of family(this.child.pid ?? 0)) {
      this.#strays.add(pid);
      this.scope.adoptStray(pid);
    }
  }

  async stop(patience: number): Promise<void> {
    this.dialled?.close();
    if (!(await this.#endsWithin(patience))) {
      this.noteChildren();
      // SIGINT, which dlv takes like SIGTERM: a go command that still builds for it removes its work folder on no other.
      killGroup(this.child.pid as number, 'SIGINT');
      if (!(await this.#endsWithin(GRACE))) killFamily(this.child.pid as number);
    }
    await this.ended;
    if (this.path) rmSync(this.path, { force: true });
  }

  #endStrays(): void {
    killRemnants(this.child.pid as number);
    for (const pid of this.#strays) {
      if (isAlive(pid)) killGroup(pid, 'SIGKILL');
      this.scope.release(pid);
    }
    this.#strays.clear();
  }

  #endsWithin(ms: number): Promise<boolean> {
    return this.#over ? Promise.resolve(true) : within(ms, this.ended);
  }

  #dial(): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const address = listensAt(this.#output);
        if (!address) return;
        this.child.stdout?.off('data', look);
        this.#address = address;
        connectTo(address).then(resolve, reject);
      };
      this.child.stdout?.on('data', look);
      this.ended.then((how) => reject(new Error(`dlv ended before it listened (${how})`)));
      look();
    });
  }

  #accept(server: Server): Promise<Socket> {
    return new Promise((resolve, reject) => {
      server.once('connection', (socket: Socket) => {
        server.close();
        resolve(socket);
      });
      this.ended.then((how) => reject(new Error(`dlv ended before it connected (${how})`)));
    });
  }
}

function connectTo(address: string): Promise<Socket> {
  const tcp = /^(?:\[(.+)\]|([^:/]+)):(\d+)$/.exec(address);
  const socket = tcp ? connect(Number(tcp[3]), tcp[1] ?? tcp[2]) : connect(address);
  socket.setNoDelay(true);
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('error', reject);
  });
}

async function listen(path: string | undefined): Promise<Server> {
  const server = createServer();
  server.maxConnections = 1;
  if (path) server.listen(path);
  else server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function port(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

async function startDebuggee(options: NativeOptions, file: string, args: string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Debuggee> {
  // Our own debuggee ends when its standard input does.
  const child = options.scope.spawn(file, args, { cwd, env, stdin: 'pipe' });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      if (output.length < 1 << 16) output += text;
    });
  }
  child.stdin?.on('error', () => {});
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await once(child, 'spawn');
  const pid = child.pid as number;
  child.once('exit', () => killRemnants(pid));
  return {
    pid,
    isAlive: async () => child.exitCode === null && child.signalCode === null && isAlive(pid) && !/[tT]/.test(linuxState(pid) ?? ''),
    output: () => output,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) killFamily(pid);
      await ended;
    },
  };
}
