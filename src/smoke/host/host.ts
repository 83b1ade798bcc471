import type { Duplex } from 'node:stream';

/** How dlv and its client find each other. */
export type Meeting =
  /** dlv listens: `--listen=…`, and says where on its ready line. */
  | 'listen'
  /** dlv dials us: `dlv dap --client-addr=…`. */
  | 'dial';

/** What to start on a host. */
export interface DlvCommand {
  /** The subcommand with its own arguments, without the address. */
  args: string[];
  /** Arguments for the debuggee, after `--`. */
  programArgs?: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  meeting: Meeting;
}

/** A dlv that was started. */
export interface DlvServer {
  /** Connects to it, or waits for it to connect. Rejects at once when dlv ends first, with its words. */
  connect(): Promise<Duplex>;
  /** A further connection to the same server; only after `connect`, and only to one that takes several clients. */
  connectAgain(): Promise<Duplex>;
  /** What it printed so far, both streams. */
  output(): string;
  /** Its exit code or signal once it has ended. */
  readonly ended: Promise<string>;
  /** Remembers the processes that it started, so that they end with it. */
  noteChildren(): void;
  /** Waits for it to end by itself, then makes it end: SIGTERM, then SIGKILL of it and its children. Milliseconds. */
  stop(patience: number): Promise<void>;
}

/** A program of ours that runs by itself, to be attached to. */
export interface Debuggee {
  readonly pid: number;
  /** Whether it runs, and is not held by a debugger any more. */
  isAlive(): Promise<boolean>;
  output(): string;
  stop(): Promise<void>;
}

/** Where debugging happens: this machine, or a guest. What a mode asks of it is this and no more. */
export interface Host {
  startDlv(command: DlvCommand): Promise<DlvServer>;
  startDebuggee(file: string, args: string[], options: { cwd: string; env: NodeJS.ProcessEnv }): Promise<Debuggee>;
  /**
   * Starts a program, makes it crash, and waits for its core.
   * @returns the core's file
   */
  crash(file: string, args: string[], options: { cwd: string; env: NodeJS.ProcessEnv }): Promise<string>;
  /** Makes an empty file there, which lets a program go that waits for it. */
  touch(file: string): Promise<void>;
}
