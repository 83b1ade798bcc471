import type { RunFacts } from '../../model/facts.js';
import type { Scope } from '../../system/scope.js';
import { UsageError } from '../usage.js';
import type { PolicyArguments, PolicyCommandName } from './arguments.js';

/** What a command of `delve-gate policy` works with. */
export interface PolicyRun {
  args: PolicyArguments;
  /** The project's folder, absolute and without symbolic links. */
  dir: string;
  env: NodeJS.ProcessEnv;
  scope: Scope;
  /** Who runs it. */
  run: RunFacts;
  /** The folder that holds `go/`. */
  root: string;
  /** Progress, on standard error. */
  say: (text: string) => void;
}

/** What it made: the page or data for standard output, and the exit code. */
export interface PolicyResult {
  text: string;
  code: number;
}

/** Each is loaded when it is asked for. */
const COMMANDS: Partial<Record<PolicyCommandName, () => Promise<(run: PolicyRun) => PolicyResult | Promise<PolicyResult>>>> = {
  check: async () => (await import('./check.js')).checkPolicy,
  init: async () => (await import('./init.js')).initPolicy,
  show: async () => (await import('./show.js')).showPolicy,
  test: async () => (await import('./test.js')).testPolicy,
};

/** Runs one command of `delve-gate policy`. */
export async function runPolicy(run: PolicyRun): Promise<PolicyResult> {
  const load = COMMANDS[run.args.name];
  if (!load) throw new UsageError(`policy ${run.args.name} is not there`);
  return (await load())(run);
}
