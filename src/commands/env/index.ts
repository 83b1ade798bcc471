import type { WorkflowContext } from '../../facts/workflow.js';
import type { RunFacts } from '../../model/facts.js';
import type { Scope } from '../../system/scope.js';
import { UsageError } from '../usage.js';
import type { EnvArguments, EnvCommandName } from './arguments.js';

/** What a command of `delve-gate env` works with. */
export interface EnvRun {
  args: EnvArguments;
  /** The project's folder, absolute and without symbolic links. */
  dir: string;
  env: NodeJS.ProcessEnv;
  scope: Scope;
  /** Who runs it. */
  run: RunFacts;
  /** The workflow that runs it, to find the line that sets a variable. */
  workflow?: WorkflowContext;
  /** The folder that holds `go/`. */
  root: string;
  /** Progress, on standard error. */
  say: (text: string) => void;
}

/** What it made: the page or data for standard output, and the exit code. */
export interface EnvResult {
  text: string;
  code: number;
}

/** Each is loaded when it is asked for. */
const COMMANDS: Partial<Record<EnvCommandName, () => Promise<(run: EnvRun) => Promise<EnvResult>>>> = {
  who: async () => (await import('./who.js')).who,
  why: async () => (await import('./why.js')).why,
  show: async () => (await import('./show.js')).show,
  graph: async () => (await import('./graph.js')).graph,
  bisect: async () => (await import('./bisect.js')).bisect,
  snapshot: async () => (await import('./snapshot.js')).snapshot,
  snapshots: async () => (await import('./snapshots.js')).snapshots,
  diff: async () => (await import('./diff.js')).diff,
  restore: async () => (await import('./restore.js')).restore,
  'unset-all': async () => (await import('./unset-all.js')).unsetAll,
};

/** Runs one command of `delve-gate env`. */
export async function runEnv(run: EnvRun): Promise<EnvResult> {
  const load = COMMANDS[run.args.name];
  if (!load) throw new UsageError(`env ${run.args.name} is not there`);
  return (await load())(run);
}
