import { describe, expect, it } from '@jest/globals';
import { type Clock, Exhausted, GuardedFetch, REAL, Unusable } from '../../../../src/github/rest/guarded-fetch.js';
import { ALL_TIME, ANSWER_TIME, MAX_ANSWER, MAX_CALLS } from '../../../../src/github/rest/limits.js';

type Sent = { url: string; headers: Record<string, string>; method?: string };

/** A fetch that answers as it is told, one answer after the other; the last one for ever. */
function guarded(answers: Response[], clock: Partial<Clock> = {}) {
  const sent: Sent[] = [];
  const limits: number[] = [];
  const all = {
    ...REAL,
    now: () => 0,
    expire: (ms: number) => {
      limits.push(ms);
      return new AbortController().signal;
    },
    ...clock,
  };
  const fetch = new GuardedFetch(
    async (url, options) => {
      sent.push({ url, ...options } as unknown as Sent);
      return ((answers.length > 1 ? answers.shift() : answers[0]) as Response).clone() as Response;
    },
    all,
    'ghs_secret',
  );
  return { fetch, sent, limits };
}

const to = (location: string, status = 302) => new Response(null, { status, headers: { location } });
const ok = new Response('{}', { headers: { 'content-type': 'application/json' } });
const TOKEN = { headers: { authorization: 'token x', accept: 'json' } };

describe('calls', () => {
  it('are counted, redirections too, and come to an end', async () => {
    const { fetch } = guarded([to('https://a.example/2'), ok]);
    await fetch.fetch('https://a.example/1', {});
    expect(fetch.calls).toBe(2);
    for (let left = MAX_CALLS - 2; left > 0; left--) await fetch.fetch('https://a.example/1', {});
    await expect(fetch.fetch('https://a.example/1', {})).rejects.toThrow(new Exhausted('120 calls were made, and a step makes no more'));
    expect(fetch.calls).toBe(MAX_CALLS);
  });

  it('have less and less time, and then none', async () => {
    let now = 1000;
    const { fetch, limits } = guarded([ok], { now: () => now });
    await fetch.fetch('https://a.example/', {});
    now += ALL_TIME - 5000;
    await fetch.fetch('https://a.example/', {});
    expect(limits).toEqual([ANSWER_TIME, 5000]);
    now += 5000;
    await expect(fetch.fetch('https://a.example/', {})).rejects.toThrow(new Exhausted('the calls took 180 s, and a step waits no longer'));
  });
});

describe('a redirection', () => {
  it('to another host is told no token', async () => {
    const { fetch, sent } = guarded([to('https://store.example/zip'), ok]);
    await fetch.fetch('https://a.example/1', { ...TOKEN, redirect: 'follow' });
    expect(sent.map(({ url, headers }) => [url, headers])).toEqual([
      ['https://a.example/1', TOKEN.headers],
      ['https://store.example/zip', { accept: 'json' }],
    ]);
  });

  it.each([
    ['from https to http', 'http://a.example/', { redirect: 'follow' }, 'it was redirected to http:'],
    ['to what is no network', 'file:///etc/passwd', { redirect: 'follow' }, 'it was redirected to file:'],
    ['to another host, where that was not asked for', 'https://b.example/', {}, 'it was redirected to another host, b.example'],
    ['to another port', 'https://a.example:444/', {}, 'it was redirected to another host, a.example:444'],
  ])('%s is not followed', async (_what, location, options, said) => {
    const { fetch, sent } = guarded([to(location)]);
    await expect(fetch.fetch('https://a.example/1', options)).rejects.toThrow(new Unusable(said));
    expect(sent).toHaveLength(1);
  });
});

describe('an answer', () => {
  it('of more than 16 MiB is not read to its end', async () => {
    let given = 0;
    const body = new ReadableStream({
      pull(controller) {
        given += 1 << 20;
        controller.enqueue(new Uint8Array(1 << 20));
      },
    });
    const fetch = new GuardedFetch(async () => new Response(body), { ...REAL, expire: () => new AbortController().signal }, '');
    await expect(fetch.fetch('https://a.example/', {})).rejects.toThrow(new Unusable('the answer is larger than 16 MiB'));
    expect(given).toBeLessThanOrEqual(MAX_ANSWER + (4 << 20));
  });

  it.each([
    ['is not there', '{"a":"é"}', '{"a":"é"}'],
    ['is repeated', 'é token ghs_secret, ghs_secretghs_secret', 'é token ***, ******'],
  ])('in which the token %s', async (_what, text, read) => {
    const { fetch } = guarded([new Response(text)]);
    expect(await (await fetch.fetch('https://a.example/', {})).text()).toBe(read);
  });

  it('that is no redirection though it names a place stays an answer', async () => {
    const { fetch } = guarded([new Response('x', { status: 201, headers: { location: 'https://b.example/' } })]);
    expect((await fetch.fetch('https://a.example/', {})).status).toBe(201);
  });
});
