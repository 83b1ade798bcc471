import type { Breakpoint, Known } from './conversation.js';

/** What is debugged. */
export interface Program {
  /** What people see: `delve-gate debuggee`, or the package as the policy names it. */
  subject: string;
  ours: boolean;
  /** The folder that dlv and the program run in. */
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** The package, relative to `cwd`. */
  package: string;
  /** Flags for the builds that dlv makes itself. */
  buildFlags?: string;
  /** It was built by somebody else: there is no package to build. */
  prebuilt?: boolean;
  /** Built with `-gcflags=all=-N -l`. */
  binary: string;
  /** The same program made to wait before main, for attach; our own debuggee has a mode for it. */
  waiting?: { binary: string; env: NodeJS.ProcessEnv /** It goes on when this file is there. */; file: string };
  breakpoint: Breakpoint;
  known?: Known;
  args: string[];
  /** It is ended at the breakpoint, rather than run to its end. */
  endsThere?: boolean;
}
