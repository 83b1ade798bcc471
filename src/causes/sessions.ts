import type { Link } from '../model/chain.js';
import type { SessionFacts } from '../model/facts.js';
import type { Case } from './cause.js';

/** A session that did not go as it should. */
export type Failed = SessionFacts & { failure: NonNullable<SessionFacts['failure']> };

/** Those that failed by themselves. */
export function failed({ facts }: Case): Failed[] {
  return facts.sessions.filter((session): session is Failed => session.failure !== undefined && session.failure.kind !== 'aborted');
}

/** All that dlv said in a failed session. */
export function words(session: Failed): string {
  return `${session.failure.message}\n${session.failure.output}`;
}

/** What dlv said, session by session. */
export function evidence(sessions: readonly Failed[]): { what: string; value: string }[] {
  return sessions.map((session) => ({
    what: `dlv ${session.mode}, ${session.subject}, phase ${session.failure.phase}`,
    value:
      session.failure.output && !session.failure.message.includes(session.failure.output)
        ? `${session.failure.message}\n${session.failure.output}`
        : session.failure.message,
  }));
}

/** Phases of a session, by the link that they prove. */
export function linkOf(session: Failed): Link {
  const { phase } = session.failure;
  if (['start', 'listening', 'initialize', 'session'].includes(phase)) return session.mode === 'attach' ? 'attach' : 'launch';
  return ['end', 'gone'].includes(phase) ? 'detach' : 'breakpoint';
}
