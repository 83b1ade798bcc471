import { plain, shorten } from '../../report/sanitize.js';
import { Exhausted, Unusable } from './guarded-fetch.js';
import { MAX_WAIT } from './limits.js';

/** Something that is published through the API, and what the token must be allowed to for it. */
export interface Feature {
  /** The input that asks for it. */
  name: string;
  permission: string;
  /** What a 404 says of it. */
  absent: string;
}

/** Why something was not published, in the order in which it is told. */
export interface Failure {
  found: string;
  expected: string;
  todo: string;
  /** The permission that the token lacks. */
  lacks?: string;
}

/** There is nothing to call with, or for: what is told of it is all that there is to tell. */
export class Unprepared extends Error {
  constructor(
    readonly found: string,
    readonly expected: string,
    readonly todo: string,
  ) {
    super(found);
  }
}

/** What octokit knows of a failed call. There is no response when none came. */
interface RequestFailure {
  status: number;
  message: string;
  request: { method: string; url: string };
  response?: { headers: Record<string, string | undefined>; data: unknown };
}

/** Why a call came to nothing, and what mends it. */
export function explain(error: unknown, feature: Feature): Failure {
  if (error instanceof Unprepared) return { found: short(error.found), expected: error.expected, todo: error.todo };
  if (isRequestFailure(error)) return error.response ? refused(error, error.response, feature) : unreached(error);
  const found = short(error instanceof Error ? error.message : String(error));
  if (error instanceof Exhausted) return { found, expected: 'fewer or quicker answers', todo: 'run the job again when GitHub is quicker' };
  if (error instanceof Unusable) return { found, expected: "an answer of GitHub's API", todo: LOOK_AT_THE_WAY };
  return { found, expected: 'a call that works', todo: TELL_US };
}

const LOOK_AT_THE_WAY = 'look at GITHUB_API_URL, and at what stands between it and the runner (HTTPS_PROXY, NO_PROXY)';
const TELL_US = 'tell us: https://github.com/delve-gate/delve-gate/issues';
const AGAIN = 'run the job again; https://www.githubstatus.com tells when it is GitHub';

function refused({ status }: RequestFailure, { headers, data }: NonNullable<RequestFailure['response']>, feature: Feature): Failure {
  const said = messageIn(data);
  const answer = (what: string) => `${what} (${status}${said ? `: ${said}` : ''})`;
  const wait = limitOf(status, said, headers);
  if (wait !== undefined) {
    const asks = Number.isNaN(wait) ? '' : `, and asks to wait ${wait} s`;
    return {
      found: `${answer('GitHub limits its calls')}${asks}`,
      expected: `at most ${MAX_WAIT} s of waiting`,
      todo: 'run the job again later',
    };
  }
  const allowed = `a token with ${feature.permission}`;
  switch (status) {
    case 401:
      return {
        found: answer('GitHub does not know the token'),
        expected: 'a valid token',
        todo: 'leave the input token out, or give it one that is in force',
      };
    case 403:
      if (/advanced security|code security|code scanning/i.test(said)) break;
      return {
        found: answer('the token may not'),
        expected: allowed,
        todo: `add "${feature.permission}" to the permissions of this job`,
        lacks: feature.permission,
      };
    case 409:
      return { found: answer('something else changes it at this moment'), expected: 'one writer at a time', todo: 'run the job again' };
    case 422:
      return { found: answer('GitHub does not take it'), expected: 'what its API describes', todo: TELL_US };
  }
  if (status === 403 || status === 404 || status === 410)
    return {
      found: answer(feature.absent),
      expected: `${allowed}, and that it is switched on`,
      todo: 'switch it on, or leave the input out',
    };
  if (status === 413) return { found: answer('it is too large for GitHub'), expected: 'less of it', todo: TELL_US };
  return { found: answer('GitHub is not well'), expected: 'an answer', todo: AGAIN };
}

function unreached({ message, request }: RequestFailure): Failure {
  return {
    found: `no answer from ${hostOf(request.url)}: ${short(message)}`,
    expected: 'an answer',
    todo: `${AGAIN}; else ${LOOK_AT_THE_WAY}`,
  };
}

/**
 * Whether it is the limit of calls that refused, and how long that lasts: seconds, or NaN when that is not said.
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 */
function limitOf(status: number, said: string, headers: Record<string, string | undefined>): number | undefined {
  if (status !== 429 && status !== 403) return undefined;
  const limited = status === 429 || headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0';
  if (!limited && !/secondary rate|abuse/i.test(said)) return undefined;
  if (headers['retry-after'] !== undefined) return Number(headers['retry-after']);
  return Math.max(0, Math.ceil(Number(headers['x-ratelimit-reset']) - Date.now() / 1000));
}

/** What GitHub says of it, with the fields that it names. */
function messageIn(data: unknown): string {
  if (typeof data !== 'object' || data === null || !('message' in data)) return '';
  const { message, errors } = data as { message: unknown; errors?: unknown };
  const more = Array.isArray(errors) ? errors.slice(0, 3).map((each) => (typeof each === 'string' ? each : JSON.stringify(each))) : [];
  return short([message, ...more].join('; '));
}

function short(text: string): string {
  return shorten(plain(text), 300);
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return 'GitHub';
  }
}

function isRequestFailure(error: unknown): error is RequestFailure {
  return error instanceof Error && error.name === 'HttpError' && 'status' in error && 'request' in error;
}
