import { getOctokit } from '@actions/github';
import { defaults } from '@actions/github/lib/utils';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import type * as z from 'zod';
import { VERSION } from '../../version.js';
import { type Clock, GuardedFetch, REAL, Unusable } from './guarded-fetch.js';
import { MAX_WAIT, PAGE, RETRIES } from './limits.js';

export interface ApiOptions {
  token: string;
  /** `GITHUB_API_URL`: of github.com, or of an Enterprise server. */
  url: string;
  /** Told to who reads the log. */
  say: (text: string) => void;
  clock?: Clock;
}

type Parameters = Record<string, unknown>;
/** Whatever comes back: a call whose outcome is not known may have done its work. What the limits of GitHub refuse has not. */
const ONCE = { retries: 0 };

/** GitHub's API, as far as a gate needs it: each answer is held to what we read of it, each call is counted, and none waits for long. */
export class Api {
  private readonly octokit: ReturnType<typeof getOctokit>;
  private readonly guarded: GuardedFetch;
  private waited = 0;
  private login: Promise<string> | undefined;

  constructor({ token, url, say, clock = REAL }: ApiOptions) {
    const silent = () => {};
    // The one of @actions/github goes through the proxy that HTTPS_PROXY and NO_PROXY name.
    this.guarded = new GuardedFetch(defaults.request?.fetch ?? fetch, clock, token);
    const mayWait = (seconds: number, _options: unknown, _octokit: unknown, tries: number) => {
      if (tries >= RETRIES || this.waited + seconds > MAX_WAIT) return false;
      this.waited += seconds;
      say(`GitHub asks to wait ${seconds} s`);
      return true;
    };
    this.octokit = getOctokit(
      token,
      {
        baseUrl: url.replace(/\/+$/, ''),
        userAgent: `delve-gate/${VERSION}`,
        log: { debug: silent, info: silent, warn: silent, error: silent },
        request: { fetch: this.guarded.fetch },
        // A call may say that it is not to be tried again, and never how often: with a number of its own the plugin tries those of the list too.
        retry: { retries: RETRIES, doNotRetry: [400, 401, 403, 404, 409, 410, 413, 422, 429, 451], retryAfterBaseValue: clock.second },
        throttle: { ...clock.throttle, retryAfterBaseValue: clock.second, onRateLimit: mayWait, onSecondaryRateLimit: mayWait },
      },
      retry,
      throttling,
    );
    // The version of the API that the tests hold us to. https://docs.github.com/en/rest/about-the-rest-api/api-versions
    this.octokit.hook.before('request', (options) => {
      Object.assign(options.headers, { accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' });
    });
  }

  /** How many calls were made, tries included. */
  get calls(): number {
    return this.guarded.calls;
  }

  /**
   * Reads.
   * @throws Unusable for an answer of another shape, RequestError of octokit otherwise
   */
  async read<T>(route: `GET ${string}`, parameters: Parameters, shape: z.ZodType<T>): Promise<T> {
    return this.ask(route, parameters, shape);
  }

  /** Reads page after page, at most so many of them, until enough is seen. @returns the entries, and whether there are more */
  async pages<T>(
    route: `GET ${string}`,
    parameters: Parameters,
    shape: z.ZodType<T[]>,
    { most, enough = () => false }: { most: number; enough?: (all: readonly T[]) => boolean },
  ): Promise<{ all: T[]; more: boolean }> {
    const all: T[] = [];
    for (let page = 1; page <= most; page++) {
      const found = await this.read(route, { ...parameters, per_page: PAGE, page }, shape);
      all.push(...found);
      if (found.length < PAGE || enough(all)) return { all, more: false };
    }
    return { all, more: true };
  }

  /** Makes something new: done at most once, whatever comes back. */
  async create<T>(route: `POST ${string}` | `PATCH ${string}`, parameters: Parameters, shape: z.ZodType<T>): Promise<T> {
    return this.ask(route, parameters, shape, ONCE);
  }

  /** Puts something in the place of what was there: doing it twice is doing it once. */
  async replace<T>(route: `PATCH ${string}`, parameters: Parameters, shape: z.ZodType<T>): Promise<T> {
    return this.ask(route, parameters, shape);
  }

  /** Bytes that another host may keep. */
  async download(route: `GET ${string}`, parameters: Parameters): Promise<Uint8Array> {
    const { data } = await this.octokit.request(route as string, { ...parameters, request: { redirect: 'follow' } });
    if (!(data instanceof ArrayBuffer)) throw new Unusable(`the answer to ${route} is no file`);
    return new Uint8Array(data);
  }

  /**
   * The name that our token writes under. Only GraphQL tells it of the token of a job; `GET /user` refuses that one.
   * https://github.com/marocchino/sticky-pull-request-comment/pull/332
   */
  async whoami(): Promise<string> {
    this.login ??= this.octokit.graphql<{ viewer?: { login?: unknown } } | undefined>('query { viewer { login } }').then((answer) => {
      const login = answer?.viewer?.login;
      if (typeof login !== 'string' || login === '') throw new Unusable('the answer to "query { viewer { login } }" names nobody');
      return login;
    });
    return this.login;
  }

  private async ask<T>(route: string, parameters: Parameters, shape: z.ZodType<T>, request: object = {}): Promise<T> {
    const { data } = await this.octokit.request(route, { ...parameters, request });
    const read = shape.safeParse(data);
    if (read.success) return read.data;
    throw new Unusable(`the answer to ${route} is not what GitHub describes (${described(data, read.error)})`);
  }
}

function described(data: unknown, { issues: [issue] }: z.ZodError): string {
  if (typeof data === 'string') return data.trim() === '' ? 'it is empty' : `it begins with "${data.trim().slice(0, 40)}"`;
  return `"${issue?.path.join('.')}": ${issue?.message}`;
}
