import type { GateReport } from '../../model/gate.js';
import type { Api } from './api.js';
import type { Place, Pull } from './place.js';

/** What every publisher is given. */
export interface Publishing {
  api: Api;
  place: Place;
  /** The pull request, asked for once. */
  pull: () => Promise<Pull>;
  report: GateReport;
  /** The folder that paths of the report are below. */
  workspace: string;
  /** Who publishes: markers carry it. */
  id: string;
  /** What the check run is called. */
  checkName: string;
  /** Whether the step fails by this report. */
  fails: boolean;
}

/** How it went: done, or nothing to do, or kept from it, each with what is told of it. */
export type Outcome = { state: 'done' | 'idle' | 'kept'; said: string };

export const done = (said: string): Outcome => ({ state: 'done', said });
export const idle = (said: string): Outcome => ({ state: 'idle', said });
/** @param found what keeps it from being done @param expected what would let it @param todo what to do */
export const kept = (found: string, expected: string, todo: string): Outcome => ({
  state: 'kept',
  said: `${found}; expected ${expected}; ${todo}`,
});

/** A run of a fork's pull request has a token that may only read, and must not be given more: its code runs there. */
export function keptByFork({ fork, second }: Place): Outcome | undefined {
  if (!fork || second) return undefined;
  return kept(
    'the pull request is of a fork, and the token of its runs may only read',
    'a branch of this repository, or a second workflow that publishes',
    'take the two workflows of docs/publishing.md',
  );
}

/** "1 line", "2 lines" */
export function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
