import { GoenvError } from '../goenv/error.js';
import { type Aftermath, type Guarded, guardFiles, putBack } from '../goenv/guarded.js';
import type { GoenvChange } from '../model/goenv.js';
import { brief, plain } from '../report/sanitize.js';
import { workspaceOf } from './context.js';
import { logLine } from './progress.js';
import { savedState, saveState } from './state.js';
import { workflowCommand } from './workflow-command.js';

/** The name of our state. A runner adds `STATE_`. */
const STATE = 'delve_gate_guard';
/** Variables that an annotation names. */
const SHOWN = 20;

/** What is handed from the beginning to the end. */
interface Watch {
  /** What the files are put back to: as they were before the first step of the job, or before ours. */
  since: 'job' | 'step';
  files: Guarded[];
}

/**
 * What comes before the first step of a job, and after its last: the same program, told apart by what the first has left.
 * @returns the exit code. Before the job it is always 0: our step, which comes later, says what is wrong.
 */
export function runGuard(): number {
  const saved = savedState(STATE);
  if (saved !== '') return putAllBack(JSON.parse(saved) as Watch);
  if ((process.env.INPUT_GUARD ?? '').toLowerCase() !== 'true') return 0;
  try {
    guardFrom('job');
  } catch {
    // The step tries again.
  }
  return 0;
}

/**
 * Takes the snapshots, unless an earlier part of our step did. The runner starts no `pre` of an Action that is in the repository itself (`./`).
 * @throws GoenvError when they cannot be taken
 */
export function guardFrom(since: Watch['since']): void {
  if (savedState(STATE) !== '') return;
  try {
    const files = guardFiles(process.env, workspaceOf(process.env));
    saveState(STATE, JSON.stringify({ since, files } satisfies Watch));
  } catch (error) {
    throw error instanceof GoenvError ? new GoenvError(`guard: ${error.message}`) : error;
  }
}

function putAllBack({ since, files }: Watch): number {
  const found = files.map(putBack);
  for (const each of found) process.stdout.write(`${told(each, since)}`);
  return found.some(({ state }) => state === 'failed') ? 1 : 0;
}

function told(found: Aftermath, since: Watch['since']): string {
  const path = brief(found.path, 300);
  const start = since === 'job' ? 'at the start of the job' : 'before this step';
  if (found.state === 'same') return logLine(`guard: ${path} is as it was ${start}`);
  if (found.state === 'failed') {
    const message =
      `found: ${path} could not be put back as it was ${start}: ${plain(found.reason)}\n` +
      `expected: the same file, so that no other job is built with this one's settings\n` +
      `fix: on the runner: delve-gate env restore ${plain(found.snapshot)}`;
    return `${workflowCommand({ level: 'error', title: 'delve-gate guard: the GOENV file is not put back', message })}\n`;
  }
  const changes = found.changes?.changes ?? [];
  // Nothing that the go command reads: as `go env -w` and then `-u` leave it.
  if (found.changes && changes.length === 0) return logLine(`guard: ${path} is put back as it was ${start}; no variable had changed`);
  const lines = found.changes ? named(changes) : ['it was no file any more that can be read: a link, a folder, or without permission'];
  const message =
    `found: this job changed ${path} (go env -w):\n${lines.join('\n')}\n` +
    `It is put back as it was ${start}.\n` +
    'expected: a job leaves the settings of others alone: on this runner the next job would be built with them\n' +
    'fix: set the variable with env: in the workflow';
  return `${workflowCommand({ level: 'warning', title: "delve-gate guard: this job changed the runner's go env", message })}\n`;
}

function named(changes: readonly GoenvChange[]): string[] {
  const lines = changes.slice(0, SHOWN).map(({ name, was, is, hidden }) => {
    if (hidden) return `${brief(name, 100)}: in what is not shown here`;
    return `${brief(name, 100)}: was ${was === null ? 'not set' : brief(was, 300)}, became ${is === null ? 'not set' : brief(is, 300)}`;
  });
  return changes.length > SHOWN ? [...lines, `and ${changes.length - SHOWN} more`] : lines;
}
