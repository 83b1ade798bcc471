import { ALL_TIME, ANSWER_TIME, MAX_ANSWER, MAX_CALLS } from './limits.js';

/** How time passes: as it does, or as a test wants it. */
export interface Clock {
  /** Milliseconds that a second of waiting takes. */
  second: number;
  /** Aborts after so many milliseconds. */
  expire(ms: number): AbortSignal;
  /** Milliseconds since some moment. */
  now(): number;
  /** Pauses between calls that write, instead of those of octokit's plugin. */
  throttle?: object;
}

export const REAL: Clock = { second: 1000, expire: (ms) => AbortSignal.timeout(ms), now: () => performance.now() };

/** octokit hands on what has this name as it is, and tries it no second time. */
const FINAL = 'AbortError';

/** No more calls: of the number, or of the time, that a step has. */
export class Exhausted extends Error {
  override readonly name = FINAL;
}

/** There was an answer, and no use in it. */
export class Unusable extends Error {
  override readonly name = FINAL;
}

type Fetch = (url: string, options: FetchOptions) => Promise<Response>;
interface FetchOptions {
  method?: string;
  headers?: Record<string, string>;
  /** `follow`: also to another host. */
  redirect?: string;
  [other: string]: unknown;
}

const REDIRECTS = [301, 302, 303, 307, 308];
const MAX_HOPS = 3;

/**
 * A `fetch` that ends: it counts its calls, gives each the time and size that it may have, and goes where it was sent, or says why not.
 * https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#follow-redirects
 */
export class GuardedFetch {
  calls = 0;
  private readonly started: number;

  constructor(
    private readonly send: Fetch,
    private readonly clock: Clock,
    /** What no answer may repeat to us: it could be told. */
    private readonly secret: string,
  ) {
    this.started = clock.now();
  }

  readonly fetch: Fetch = async (url, options) => {
    let [at, headers] = [new URL(url), options.headers ?? {}];
    for (let hop = 0; ; hop++) {
      const response = await this.once(at, { ...options, headers, redirect: 'manual' });
      const to = response.headers.get('location');
      if (!REDIRECTS.includes(response.status) || to === null) return response;
      if (hop === MAX_HOPS) throw new Unusable(`it was redirected more than ${MAX_HOPS} times`);
      const next = new URL(to, at);
      const refusal = refuse(at, next, response.status, options);
      if (refusal !== undefined) throw new Unusable(`it was redirected ${refusal}`);
      // What is said to GitHub is not said to another host.
      if (next.origin !== at.origin)
        headers = Object.fromEntries(Object.entries(headers).filter(([name]) => !/^authorization$/i.test(name)));
      at = next;
    }
  };

  private async once(url: URL, options: FetchOptions): Promise<Response> {
    const left = ALL_TIME - (this.clock.now() - this.started);
    if (this.calls >= MAX_CALLS) throw new Exhausted(`${MAX_CALLS} calls were made, and a step makes no more`);
    if (left <= 0) throw new Exhausted(`the calls took ${ALL_TIME / 1000} s, and a step waits no longer`);
    this.calls++;
    const time = Math.min(ANSWER_TIME, left);
    const signal = this.clock.expire(time);
    try {
      return await whole(await this.send(url.href, { ...options, signal }), this.secret);
    } catch (error) {
      if (signal.aborted) throw new Error(`no whole answer within ${Math.ceil(time / 1000)} s`);
      throw error instanceof Unusable ? error : new Error(reasonOf(error as Error));
    }
  }
}

/** Behind "fetch failed" stands what failed. */
function reasonOf({ message, cause }: Error): string {
  const { message: why, code } = (cause ?? {}) as { message?: string; code?: string };
  return why || code || message;
}

/** @returns why a redirection is not followed */
function refuse(from: URL, to: URL, status: number, { method = 'GET', redirect }: FetchOptions): string | undefined {
  if (!/^https?:$/.test(to.protocol) || (from.protocol === 'https:' && to.protocol === 'http:')) return `to ${to.protocol}`;
  if (status === 303 && method !== 'GET') return 'to something else than what it wrote (303)';
  return to.origin !== from.origin && redirect !== 'follow' ? `to another host, ${to.host}` : undefined;
}

/** The response with all of its body: one that breaks off is an error here, and no half text later. */
async function whole(response: Response, secret: string): Promise<Response> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += part.byteLength;
    if (size > MAX_ANSWER) throw new Unusable(`the answer is larger than ${MAX_ANSWER >> 20} MiB`);
    parts.push(part);
  }
  const body = without(secret, Buffer.concat(parts));
  return new Response(size === 0 ? null : body, { status: response.status, headers: askedToWait(response) });
}

function without(secret: string, body: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> {
  return secret !== '' && body.includes(secret) ? Buffer.from(body.toString('latin1').replaceAll(secret, '***'), 'latin1') : body;
}

/** A limit that is said by Retry-After alone, in the words that the throttling plugin knows. */
function askedToWait({ status, headers: given }: Response): Headers {
  const headers = new Headers([...given]);
  const after = headers.get('retry-after');
  if ((status !== 429 && status !== 403) || after === null) return headers;
  const seconds = /^\d+$/.test(after) ? Number(after) : (Date.parse(after) - Date.now()) / 1000;
  if (!Number.isFinite(seconds)) return headers;
  headers.set('retry-after', String(Math.max(0, Math.ceil(seconds))));
  headers.set('x-ratelimit-remaining', '0');
  headers.set('x-ratelimit-reset', String(Math.ceil(Date.now() / 1000 + seconds)));
  return headers;
}
