import { errorIn } from '../model/seen.js';
import type { Case } from './cause.js';
import { type Failed, words } from './sessions.js';

/** What a program printed that was run here. */
export interface Said {
  what: string;
  text: string;
}

/** By the go command when it loaded the project. */
export function saidByLoading({ facts }: Case): Said[] {
  const text = errorIn(facts.project?.loads ?? undefined);
  return text === undefined ? [] : [{ what: 'go list', text }];
}

/** By builds that failed. */
export function saidByBuilds({ facts }: Case): Said[] {
  return facts.builds.filter((build) => !build.ok).map((build) => ({ what: `go build ${build.package}`, text: build.output }));
}

/** By dlv, in sessions. */
export function saidBySessions(sessions: readonly Failed[]): Said[] {
  return sessions.map((session) => ({ what: `dlv ${session.mode}`, text: words(session) }));
}
