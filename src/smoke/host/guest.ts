import type { Duplex } from 'node:stream';
import type { Guest } from '../../guest/boot.js';
import type { GuestProcess } from '../../guest/line.js';
import type { Carried } from '../../guest/open.js';
import { within } from '../../system/within.js';
import type { Program } from '../program.js';
import type { Debuggee, DlvCommand, DlvServer, Host } from './host.js';
import { listensAt } from './ready-line.js';

const [SIGINT, SIGQUIT, SIGKILL] = [2, 3, 9];
/** How long a program runs before it is made to crash, and how long that may take. */
const RUN = 1_000;
const CRASH_LIMIT = 30_000;
/** How long dlv may take to end when it is asked to, before it is killed. A guest is slower than its host. */
const GRACE = 2_000;
/** How long a killed program may take to go. */
const KILL_LIMIT = 5_000;

/** A program as it is in a guest, and the files that have to go there for it. Sources are known to dlv by their paths alone. */
export function inGuest(program: Program): { program: Program; files: Carried[] } {
  const at = program.ours ? '/debuggee' : '/program';
  const files = [{ from: program.binary, to: at }];
  const moved: Program = { ...program, cwd: '/tmp', env: ENVIRONMENT, binary: at };
  if (program.waiting) {
    files.push({ from: program.waiting.binary, to: `${at}-waiting` });
    moved.waiting = { binary: `${at}-waiting`, env: { DELVE_GATE_WAIT: GO_ON }, file: GO_ON };
  }
  return { program: moved, files };
}

/** What there is in a guest: nothing of the host's, whose values would mean nothing there. */
const ENVIRONMENT = { HOME: '/tmp', PATH: '/', TMPDIR: '/tmp' };
const GO_ON = '/tmp/go-on';

/** A guest. Paths are the guest's. */
export function guestHost(guest: Guest, dlv: string): Host {
  return {
    startDlv: (command) => startDlv(guest, dlv, command),
    startDebuggee: async (file, args, { cwd, env }) => {
      const program = await guest.line.start({ args: [file, ...args], env: pairs(env), dir: cwd, hold: true });
      return debuggee(guest, program);
    },
    crash: (file, args, { cwd, env }) => crash(guest, file, args, cwd, env),
    touch: async (file) => {
      await guest.line.request('write', { path: file });
    },
  };
}

/** GOTRACEBACK=crash lets the Go runtime leave a core; go/guest says where (go doc runtime). */
async function crash(guest: Guest, file: string, args: string[], cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  const program = await guest.line.start({ args: [file, ...args], env: pairs({ ...env, GOTRACEBACK: 'crash' }), dir: cwd, hold: true });
  if (!(await within(RUN, program.ended))) {
    await program.signal(SIGQUIT);
    if (!(await within(CRASH_LIMIT, program.ended))) await program.signal(SIGKILL, true);
  }
  const { args: found } = (await guest.line.request('find', { path: `/tmp/core.${program.pid}` })) as { args?: string[] };
  const [core] = found ?? [];
  if (core === undefined) throw new Error(`the program left no core (${await program.ended}): ${program.output().slice(-500)}`);
  return core;
}

function debuggee(guest: Guest, program: GuestProcess): Debuggee {
  let over = false;
  void program.ended.then(() => {
    over = true;
  });
  return {
    pid: program.pid,
    isAlive: async () => {
      if (over) return false;
      const { state } = await guest.line.request('state', { pid: program.pid });
      return !/^[tTZX]?$/.test(String(state ?? ''));
    },
    output: () => program.output(),
    stop: async () => {
      if (over) return;
      await program.signal(SIGKILL, true);
      await within(KILL_LIMIT, program.ended);
    },
  };
}

async function startDlv(guest: Guest, dlv: string, command: DlvCommand): Promise<DlvServer> {
  const { line } = guest;
  const dialled = command.meeting === 'dial' ? await line.listen() : undefined;
  const args = [dlv, ...command.args, dialled ? `--client-addr=${dialled.address}` : '--listen=127.0.0.1:0'];
  if (command.programArgs?.length) args.push('--', ...command.programArgs);
  const program = await line.start({ args, env: pairs(command.env), dir: command.cwd });
  return new GuestDlv(guest, program, dialled?.accept);
}

class GuestDlv implements DlvServer {
  readonly ended: Promise<string>;
  #over = false;
  #address = '';

  constructor(
    private readonly guest: Guest,
    private readonly program: GuestProcess,
    private readonly accept: (() => Promise<Duplex>) | undefined,
  ) {
    this.ended = program.ended.then((how) => {
      this.#over = true;
      return how;
    });
  }

  output(): string {
    return this.program.output();
  }

  connect(): Promise<Duplex> {
    const gone = this.ended.then((how) =>
      Promise.reject(new Error(`dlv ended before ${this.accept ? 'it connected' : 'it listened'} (${how})`)),
    );
    return Promise.race([this.accept ? this.accept() : this.#dial(), gone]);
  }

  connectAgain(): Promise<Duplex> {
    return this.guest.line.connect(this.#address);
  }

  /** The guest's init knows its children. */
  noteChildren(): void {}

  async stop(patience: number): Promise<void> {
    if (await this.#endsWithin(patience)) return;
    await this.program.signal(SIGINT);
    if (await this.#endsWithin(GRACE)) return;
    await this.program.signal(SIGKILL, true);
    await this.#endsWithin(KILL_LIMIT);
  }

  #endsWithin(ms: number): Promise<boolean> {
    return this.#over ? Promise.resolve(true) : within(ms, this.ended);
  }

  #dial(): Promise<Duplex> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const address = listensAt(this.program.output());
        if (!address) return;
        this.program.onOutput(() => {});
        this.#address = address;
        this.guest.line.connect(address).then(resolve, reject);
      };
      this.program.onOutput(look);
      look();
    });
  }
}

function pairs(env: NodeJS.ProcessEnv): string[] {
  return Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));
}
