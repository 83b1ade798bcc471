import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Inputs } from '../../src/github/inputs.js';
import { gateFinding, gateReport } from '../unit/report/gate-sample.js';
import type { Fault } from './server/faults.js';
import { GitHub } from './server/github.js';
import { pullRequest, Step, testClock } from './server/step.js';

let github: GitHub;
let step: Step;
/** Ends the patience with the call that is under way. */
let expire: AbortController;
beforeEach(async () => {
  github = await GitHub.start();
  github.state.files.push({ filename: 'ci.yml', patch: `@@ -0,0 +1 @@\n+${EDIT.was}` });
  github.state.leave(11, gateReport());
  github.onSilence = () => expire.abort();
});
afterEach(async () => {
  step.remove();
  await github.stop();
  expect(github.wrong).toEqual([]);
});

const EDIT = { file: 'ci.yml', line: 1, was: 'GOFLAGS: -ldflags=-s', becomes: 'GOFLAGS: ""' };
const REPORT = gateReport({ findings: [gateFinding({ edit: EDIT })] });

/** A call of a feature: where it can go wrong. */
interface Call {
  call: string;
  name: string;
  inputs: Partial<Inputs>;
  permission: string;
  route: RegExp;
  /** Doing it twice is doing it once, so it is tried again. */
  safe: boolean;
  absent: string;
}

const PULLS = { permission: 'pull-requests: write', absent: 'there is no such pull request for this token' };
const CALLS: Call[] = [
  {
    call: 'making a check run',
    name: 'check-run',
    inputs: { checkRun: true },
    permission: 'checks: write',
    absent: 'this repository has no check runs for this token',
    route: /^POST .*\/check-runs$/,
    safe: false,
  },
  { call: 'asking who we are', name: 'comment', inputs: { comment: true }, ...PULLS, route: /^POST \/graphql$/, safe: true },
  { call: 'listing comments', name: 'comment', inputs: { comment: true }, ...PULLS, route: /^GET .*\/comments/, safe: true },
  { call: 'writing a comment', name: 'comment', inputs: { comment: true }, ...PULLS, route: /^POST .*\/comments/, safe: false },
  { call: 'listing files', name: 'suggestions', inputs: { suggestions: true }, ...PULLS, route: /^GET .*\/files/, safe: true },
  { call: 'writing a review', name: 'suggestions', inputs: { suggestions: true }, ...PULLS, route: /^POST .*\/reviews$/, safe: false },
  {
    call: 'uploading SARIF',
    name: 'upload-sarif',
    inputs: { uploadSarif: true },
    permission: 'security-events: write',
    absent: 'code scanning is off here, or not for this token',
    route: /^POST .*\/sarifs$/,
    safe: false,
  },
  ...[
    { call: 'listing runs', route: /^GET .*\/runs\?/ },
    { call: 'fetching an artifact', route: /^GET .*\/zip$/ },
  ].map((each) => ({
    ...each,
    name: 'compare',
    inputs: { compare: 'base' },
    permission: 'actions: read',
    absent: 'there is no such workflow, run or artifact for this token',
    safe: true,
  })),
];

/** Makes the step of a call, and lets it go wrong. */
async function run({ inputs, route }: Pick<Call, 'inputs' | 'route'>, fault: Fault, times?: number): Promise<number> {
  const clock = testClock();
  step = new Step(github, inputs, {
    ...clock,
    expire: () => {
      expire = new AbortController();
      return expire.signal;
    },
  });
  mkdirSync(step.folder, { recursive: true });
  writeFileSync(join(step.folder, EDIT.file), `${EDIT.was}\n`);
  github.fail(route, fault, times);
  if (inputs.compare === undefined) await step.publish(REPORT);
  else expect(await step.base()).toEqual(times === undefined ? undefined : expect.anything());
  return github.requests.filter(({ method, path }) => route.test(`${method} ${path}`)).length;
}

const limits = (reset: number) => ({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + reset) });
const AGAIN = 'run the job again; https://www.githubstatus.com tells when it is GitHub';
const LOOK = 'look at GITHUB_API_URL, and at what stands between it and the runner (HTTPS_PROXY, NO_PROXY)';

describe.each(CALLS)('$call', (call) => {
  it.each<[string, Fault, string]>([
    [
      '401',
      { status: 401 },
      'GitHub does not know the token (401: as the test wants it); expected a valid token; leave the input token out, or give it one that is in force',
    ],
    [
      '403',
      { status: 403, body: { message: 'Resource not accessible by integration' } },
      `the token may not (403: Resource not accessible by integration); expected a token with ${call.permission}; add "${call.permission}" to the permissions of this job`,
    ],
    [
      '403 since a feature is off',
      { status: 403, body: { message: 'Advanced Security must be enabled for this repository to use code scanning.' } },
      `${call.absent} (403: Advanced Security must be enabled for this repository to use code scanning.); expected a token with ${call.permission}, and that it is switched on; switch it on, or leave the input out`,
    ],
    [
      '404',
      { status: 404 },
      `${call.absent} (404: as the test wants it); expected a token with ${call.permission}, and that it is switched on; switch it on, or leave the input out`,
    ],
    ['410', { status: 410 }, `${call.absent} (410: as the test wants it); expected `],
    [
      '409',
      { status: 409 },
      'something else changes it at this moment (409: as the test wants it); expected one writer at a time; run the job again',
    ],
    ['413', { status: 413 }, 'it is too large for GitHub (413: as the test wants it); expected less of it; tell us: '],
    [
      '422',
      { status: 422, body: { message: 'Validation Failed', errors: [{ code: 'invalid', field: 'line' }, 'more\u001b[2J'] } },
      'GitHub does not take it (422: Validation Failed; {"code":"invalid","field":"line"}; more\\u{1b}[2J); expected what its API describes; tell us: https://github.com/delve-gate/delve-gate/issues',
    ],
    [
      'a redirection to what is no network',
      { status: 301, headers: { location: 'file:///etc/passwd' } },
      `it was redirected to file:; expected an answer of GitHub's API; ${LOOK}`,
    ],
  ])('met by %s is tried once, told once, and changes nothing', async (_what, fault, said) => {
    expect(await run(call, fault)).toBe(1);
    expect(step.notices).toEqual([expect.stringContaining(said)]);
    expect(step.notices[0]).toMatch(new RegExp(`^${call.name}: .*; expected .*; .+$`));
  });

  it.each<[string, Fault, string]>([
    ['500', { status: 500 }, `GitHub is not well (500: as the test wants it); expected an answer; ${AGAIN}`],
    [
      '502 with a page',
      { status: 502, headers: { 'content-type': 'text/html' } },
      `GitHub is not well (502); expected an answer; ${AGAIN}`,
    ],
    ['503', { status: 503 }, `GitHub is not well (503: as the test wants it); expected an answer; ${AGAIN}`],
    ['a connection that is reset', 'reset', 'ECONNRESET'],
    ['a body that breaks off', 'cut', `expected an answer; ${AGAIN}; else ${LOOK}`],
    ['silence', 'silence', 'no whole answer within 20 s'],
  ])('met by %s is tried again where that is safe, told once, and changes nothing', async (_what, fault, said) => {
    expect(await run(call, fault)).toBe(call.safe ? 3 : 1);
    expect(step.notices).toEqual([expect.stringContaining(said)]);
    expect(step.notices[0]).toMatch(new RegExp(`^${call.name}: .*; expected .*; .+$`));
  });

  it.each<[string, () => Fault]>([
    [
      'a limit of a second kind',
      () => ({ status: 403, headers: { 'retry-after': '5' }, body: { message: 'You have exceeded a secondary rate limit' } }),
    ],
    ['too many requests', () => ({ status: 429, headers: { 'retry-after': '5' } })],
    ['a limit that says when it ends', () => ({ status: 403, headers: limits(5) })],
    ['a limit that says so by a date', () => ({ status: 429, headers: { 'retry-after': new Date(Date.now() + 6000).toUTCString() } })],
  ])('met by %s waits, and goes on', async (_what, fault) => {
    expect(await run(call, fault(), 1)).toBe(2);
    expect(step.notices).toEqual([]);
    expect(step.said[0]).toMatch(/^GitHub asks to wait [5-8] s$/);
  });

  it.each<[string, Fault]>([
    ['an hour by Retry-After', { status: 429, headers: { 'retry-after': '3600' } }],
    [
      'an hour of a second kind',
      { status: 403, headers: { 'retry-after': '3600' }, body: { message: 'You have exceeded a secondary rate limit' } },
    ],
    ['an hour by the clock', { status: 403, headers: limits(3600) }],
  ])('asked to wait %s does not, and says so', async (_what, fault) => {
    expect(await run(call, fault)).toBe(1);
    expect(step.notices).toEqual([
      expect.stringMatching(
        new RegExp(
          `^${call.name}: GitHub limits its calls .*, and asks to wait 3[56]\\d\\d s; expected at most 60 s of waiting; run the job again later$`,
        ),
      ),
    ]);
  });

  it('asked to wait again and again waits a minute at most, all told', async () => {
    expect(await run(call, { status: 429, headers: { 'retry-after': '25' } })).toBe(3);
    const waits = step.said.flatMap((line) => /^GitHub asks to wait (\d+) s$/.exec(line)?.[1] ?? []).map(Number);
    expect(waits.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(60);
    expect(step.notices).toEqual([expect.stringContaining('GitHub limits its calls (429: as the test wants it), and asks to wait 25 s')]);
  });

  it('refused by a limit that does not say for how long is told so', async () => {
    expect(await run(call, { status: 429 })).toBe(1);
    expect(step.notices).toEqual([
      `${call.name}: GitHub limits its calls (429: as the test wants it); expected at most 60 s of waiting; run the job again later`,
    ]);
  });

  it('redirected without end ends', async () => {
    expect(await run(call, { status: 308, headers: { location: '#again' } })).toBe(4);
    expect(step.notices).toEqual([expect.stringContaining('it was redirected more than 3 times; expected ')]);
  });
});

describe.each(CALLS.filter(({ call }) => call !== 'asking who we are' && call !== 'fetching an artifact'))('$call', (call) => {
  it.each<[string, Fault, string]>([
    ['a page of a proxy', 'page', 'is not what GitHub describes (it begins with "<!DOCTYPE html><title>Sign in</title>")'],
    ['half an answer', 'half', 'is not what GitHub describes (it begins with "[{"id": 1,")'],
    ['no word', 'empty', 'is not what GitHub describes (it is empty)'],
    ['JSON of another kind', { status: 200, body: 7 }, 'is not what GitHub describes ("'],
    [
      'a redirection to another host',
      { status: 307, headers: { location: 'http://localhost:1/x' } },
      'it was redirected to another host, localhost:1',
    ],
  ])('met by %s is tried once, told once, and changes nothing', async (_what, fault, said) => {
    expect(await run(call, fault)).toBe(1);
    expect(step.notices).toEqual([expect.stringContaining(said)]);
    expect(step.notices[0]?.split('; expected ')).toEqual([
      expect.stringMatching(new RegExp(`^${call.name}: `)),
      `an answer of GitHub's API; ${LOOK}`,
    ]);
  });
});

it.each<Fault>(['page', 'half', 'empty', { status: 200, body: { data: null } }])('%j in the place of our name is nobody', async (fault) => {
  expect(await run({ inputs: { comment: true }, route: /^POST \/graphql$/ }, fault)).toBe(1);
  expect(step.notices).toEqual([expect.stringContaining('the answer to "query { viewer { login } }" names nobody; expected ')]);
});

it('errors of GraphQL are told', async () => {
  await run({ inputs: { comment: true }, route: /^POST \/graphql$/ }, { status: 200, body: { errors: [{ message: 'Something is off' }] } });
  expect(step.notices).toEqual([expect.stringContaining('Something is off; expected a call that works; ')]);
});

it.each<Fault>(['page', 'half', 'empty'])('%s in the place of an artifact is no zip', async (fault) => {
  expect(await run({ inputs: { compare: 'base' }, route: /^GET .*\/zip$/ }, fault)).toBe(1);
  expect(step.notices).toEqual([expect.stringMatching(/^compare: .*; expected .*; .+$/)]);
});

describe('a repository of a new name', () => {
  it.each([301, 302, 307, 308])('is written to where it is now, when GitHub says so by %i', async (status) => {
    await run(
      { inputs: { checkRun: true }, route: /^POST \/repos\/o\/r\/check-runs$/ },
      { status, headers: { location: '/repos/o/new/check-runs' } },
    );
    expect(github.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /repos/o/r/check-runs',
      'POST /repos/o/new/check-runs',
    ]);
    expect(github.requests[1]?.body).toBe(github.requests[0]?.body);
    expect(github.state.checkRuns).toHaveLength(1);
  });

  it('is not written to when GitHub says to read something else', async () => {
    await run({ inputs: { checkRun: true }, route: /check-runs$/ }, { status: 303, headers: { location: '/repos/o/new/check-runs' } });
    expect(github.state.checkRuns).toEqual([]);
    expect(step.notices).toEqual([expect.stringContaining('it was redirected to something else than what it wrote (303)')]);
  });

  it('is read from where it is now', async () => {
    await run(
      { inputs: { comment: true }, route: /^GET \/repos\/o\/r\/issues/ },
      { status: 301, headers: { location: '/repos/o/new/issues/7/comments' } },
    );
    expect(github.state.comments).toHaveLength(1);
  });
});

describe('several features', () => {
  const ALL = { checkRun: true, comment: true, suggestions: true, uploadSarif: true };

  it('that lack one permission name it once, and the others are published', async () => {
    for (const each of ['issues', 'pulls']) github.lacks.add(each);
    await run({ inputs: ALL, route: /^never/ }, 'reset');
    expect(step.notices).toEqual([
      'comment: the token may not (403: Resource not accessible by integration) (suggestions too); expected a token with pull-requests: write; add "pull-requests: write" to the permissions of this job',
    ]);
    expect(github.state.checkRuns).toHaveLength(1);
    expect(github.state.sarifs).toHaveLength(1);
  });

  it('of a fork are told that it gets no permission, not to add one', async () => {
    github.lacks.add('checks');
    step = new Step(github, { checkRun: true });
    await step.event(pullRequest('mallory/r')).publish(REPORT);
    expect(step.notices).toEqual([
      "check-run: the token may not (403: Resource not accessible by integration); expected a token with checks: write; a fork's pull request gets none: take the two workflows of docs/publishing.md",
    ]);
  });

  it('say it of a check run of which a part is there', async () => {
    step = new Step(github, { checkRun: true }, testClock());
    github.fail(/^PATCH .*\/check-runs\//, { status: 502 });
    await step.publish(
      gateReport({ findings: Array.from({ length: 120 }, (_, at) => gateFinding({ location: { file: 'go.mod', line: at + 1 } })) }),
    );
    expect(github.state.checkRuns).toMatchObject([{ status: 'completed', conclusion: 'failure' }]);
    expect(step.notices).toEqual([
      `check-run: it is there, with 50 of 120 annotations; then GitHub is not well (502: as the test wants it); expected an answer; ${AGAIN}`,
    ]);
  });

  it('that all meet silence end, each told once', async () => {
    expect(await run({ inputs: ALL, route: /./ }, 'silence')).toBe(1 + 3 + 3 + 1);
    expect(step.notices.map((text) => text.split(':')[0])).toEqual(['check-run', 'comment', 'suggestions', 'upload-sarif']);
    expect(step.said).toEqual(['8 API calls']);
  });

  it.each<[string, Partial<Inputs>, NodeJS.ProcessEnv, string]>([
    ['a token', { token: '' }, {}, 'check-run: the input token is empty; expected that of the job; leave it out'],
    [
      'a repository',
      {},
      { GITHUB_REPOSITORY: 'o/r/../x' },
      'GITHUB_REPOSITORY is "o/r/../x"; expected owner/name; run it in GitHub Actions',
    ],
    ['a commit', {}, { GITHUB_SHA: 'main' }, 'GITHUB_SHA is "main"; expected a commit'],
    [
      'an address of the API',
      {},
      { GITHUB_API_URL: 'ftp://x' },
      'GITHUB_API_URL is "ftp://x"; expected the address of GitHub\'s API; leave it as the runner sets it',
    ],
  ])('without %s make no call, and say what is missing', async (_what, inputs, env, said) => {
    step = new Step(github, { checkRun: true, ...inputs });
    Object.assign(step.env, env);
    await step.publish(REPORT);
    expect(github.requests).toEqual([]);
    expect(step.notices).toEqual([expect.stringContaining(said)]);
  });

  it('of an event that is none of GitHub say so', async () => {
    step = new Step(github, { checkRun: true });
    await step.event({ pull_request: { number: '7', head: {}, base: {} } }).publish(REPORT);
    expect(step.notices).toEqual([
      expect.stringMatching(/^check-run: the event in GITHUB_EVENT_PATH has "pull_request\..*; expected an event of GitHub; /),
    ]);
  });
});

it.each<[string, (token: string) => Fault]>([
  ['a message', (token) => ({ status: 403, body: { message: `sent was ${token}` } })],
  ['a message that is cut in its middle', (token) => ({ status: 403, body: { message: `${'x'.repeat(290)} ${token}` } })],
  ['an error', (token) => ({ status: 422, body: { message: 'x', errors: [{ sent: token }] } })],
  ['JSON of another kind', (token) => ({ status: 200, body: `you sent: ${token}` })],
])('the token is told to nobody, in whole or in part, though %s repeats it', async (_what, fault) => {
  await run(
    { inputs: { checkRun: true, comment: true, suggestions: true, uploadSarif: true }, route: /./ },
    fault(`token ${github.token}`),
  );
  expect(step.notices.length).toBeGreaterThan(0);
  expect(step.told).not.toContain(github.token.slice(0, 8));
});
