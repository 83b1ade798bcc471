/** Calls of GitHub's API that a step makes at most, every try counted. A repository has 1,000 an hour. */
export const MAX_CALLS = 120;
/** Seconds that a step waits at most, all told, because GitHub asks it to (Retry-After, x-ratelimit-reset). */
export const MAX_WAIT = 60;
/** Milliseconds that one answer may take, to its last byte. */
export const ANSWER_TIME = 20_000;
/** Milliseconds that all calls of a step may take. */
export const ALL_TIME = 180_000;
/** How often a call that changes nothing is tried again. */
export const RETRIES = 2;
/** Bytes of one answer. */
export const MAX_ANSWER = 16 << 20;
/** Entries that GitHub gives on one page. */
export const PAGE = 100;
