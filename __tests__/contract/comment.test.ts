import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { gateFinding, gateReport } from '../unit/report/gate-sample.js';
import { HOSTILE } from '../unit/report/sample.js';
import { GitHub } from './server/github.js';
import { HEAD, pullRequest, runEnded, Step } from './server/step.js';

let github: GitHub;
let step: Step;
beforeEach(async () => {
  github = await GitHub.start();
  step = new Step(github, { comment: true });
});
afterEach(async () => {
  step.remove();
  await github.stop();
  expect(github.wrong).toEqual([]);
});

const failing = gateReport({ findings: [gateFinding()] });
const MARK = '<!-- delve-gate gate .github%2Fworkflows%2Fci.yml gate . delve-gate -->';
const written = () =>
  github.requests.filter(({ method, path }) => method !== 'GET' && path !== '/graphql').map(({ method, path }) => `${method} ${path}`);

describe('a comment', () => {
  it('is not made to say that all is well', async () => {
    await step.publish();
    expect(github.state.comments).toEqual([]);
    expect(step.said).toEqual(['comment: all is well with #7, and there is no comment', '2 API calls']);
  });

  it('is not made for what is only noted', async () => {
    await step.publish(gateReport({ findings: [gateFinding({ level: 'note' })] }));
    expect(github.state.comments).toEqual([]);
  });

  it('is one, whatever comes and goes: it tells what is wrong, then that all is well in a line, then what is wrong again', async () => {
    await step.publish(failing);
    expect(github.state.comments).toMatchObject([{ login: 'github-actions[bot]' }]);
    expect(github.state.comments[0]?.body).toMatch(new RegExp(`^${MARK.replaceAll('.', '\\.')}\\n## delve-gate: ❌ fail\\n`));
    expect(github.state.comments[0]?.body).toContain('<a href="https://github.com/o/r/actions/runs/70">the run</a>');

    await step.publish();
    expect(github.state.comments.map(({ body }) => body.split('\n'))).toEqual([
      [MARK, expect.stringMatching(/^✅ delve-gate: pass: all 2 legs passed for aaaaaaaaaaaa \(<a href=.*<\/a>\)$/), ''],
    ]);

    await step.publish(failing);
    expect(github.state.comments).toHaveLength(1);
    expect(github.state.comments[0]?.body).toContain('## delve-gate: ❌ fail');
    expect(written()).toEqual([
      'POST /repos/o/r/issues/7/comments',
      expect.stringMatching(/^PATCH \/repos\/o\/r\/issues\/comments\/\d+$/),
      expect.stringMatching(/^PATCH \/repos\/o\/r\/issues\/comments\/\d+$/),
    ]);
  });

  it.each([
    ['a stranger', 'mallory'],
    ['a bot that is not us', 'codecov[bot]'],
    ['a person of almost our name', 'github-actions'],
  ])('of %s with our marker is neither changed nor in the way', async (_whose, login) => {
    github.state.comments.push({ id: 1, login, body: `${MARK}\nmine` });
    await step.publish(failing);
    expect(github.state.comments).toMatchObject([{ login, body: `${MARK}\nmine` }, { login: 'github-actions[bot]' }]);
  });

  it('that only quotes our marker is none of ours, though we wrote it', async () => {
    github.state.comments.push({ id: 1, login: github.login, body: `> ${MARK}` });
    await step.publish(failing);
    expect(github.state.comments).toHaveLength(2);
  });

  it('is found behind a hundred others', async () => {
    for (let id = 1; id <= 150; id++) github.state.comments.push({ id, login: 'mallory', body: MARK });
    github.state.comments.push({ id: 151, login: github.login, body: MARK });
    await step.publish(failing);
    expect(github.state.comments).toHaveLength(151);
    expect(github.state.comments[150]?.body).toContain('❌ fail');
  });

  it('is not made a second time where there are more than can be looked through', async () => {
    for (let id = 1; id <= 1000; id++) github.state.comments.push({ id, login: 'mallory', body: 'x' });
    await step.publish(failing);
    expect(github.state.comments).toHaveLength(1000);
    expect(step.notices).toEqual([
      'comment: #7 has more than 1000 comments, and ours is not among them; expected to find it before another is made; delete comments that a program wrote',
    ]);
  });

  it('of two gates is two: by folder, job, workflow and name', async () => {
    await step.publish(failing);
    const others: [string, () => void][] = [
      ['folder', () => Object.assign(step.inputs, { workingDirectory: 'services/api' })],
      ['name', () => Object.assign(step.inputs, { checkName: 'other' })],
      ['job', () => Object.assign(step.env, { GITHUB_JOB: 'other' })],
      ['workflow', () => Object.assign(step.env, { GITHUB_WORKFLOW_REF: 'o/r/.github/workflows/other.yml@refs/heads/main' })],
    ];
    for (const [at, [, change]] of others.entries()) {
      change();
      await step.publish(failing);
      await step.publish(failing);
      expect(github.state.comments).toHaveLength(at + 2);
    }
  });

  it('is the same from branch to branch, and of the token that wrote it', async () => {
    await step.publish(failing);
    step.env.GITHUB_WORKFLOW_REF = 'o/r/.github/workflows/ci.yml@refs/heads/main';
    await step.publish(failing);
    github.login = 'gate-app[bot]';
    await step.publish(failing);
    await step.publish(failing);
    expect(github.state.comments.map(({ login }) => login)).toEqual(['github-actions[bot]', 'gate-app[bot]']);
  });

  it('has at most 65,536 characters, and nothing of what a report holds acts in it', async () => {
    const findings = Array.from({ length: 400 }, () =>
      gateFinding({ title: HOSTILE, found: HOSTILE.repeat(20), evidence: [{ what: HOSTILE, value: HOSTILE }] }),
    );
    await step.publish(gateReport({ findings, policy: { file: HOSTILE, sha256: null } }));
    const body = github.state.comments[0]?.body ?? '';
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(body).toMatch(/\+\d+ more findings in the report file\./);
    const outside = body
      .replace(/<pre>[\s\S]*?<\/pre>/g, '')
      .replace(/```mermaid[\s\S]*?```/, '')
      .replace(/<!--.*?-->/, '');
    expect(outside).not.toMatch(/[`@[\]\u001b\u202e]|<img/);
  });

  it('is not made where the run is of no pull request', async () => {
    await step.event({ ref: 'refs/heads/main' }, { GITHUB_EVENT_NAME: 'push' }).publish(failing);
    expect(step.said).toEqual(['comment: this run is of no pull request', '0 API calls']);
  });
});

describe('a fork', () => {
  it.each([
    ['of another', 'mallory/r'],
    ['that is gone', null],
  ])('%s gets no comment of a run with its code, and no call is made', async (_which, from) => {
    await step.event(pullRequest(from)).publish(failing);
    expect(github.requests).toEqual([]);
    expect(step.notices).toEqual([
      'comment: the pull request is of a fork, and the token of its runs may only read; expected a branch of this repository, or a second workflow that publishes; take the two workflows of docs/publishing.md',
    ]);
  });

  it('gets its comment by a second workflow, in the pull request that GitHub names', async () => {
    github.state.pulls.push(
      { number: 5, from: 'mallory/r', branch: 'topic', sha: 'd'.repeat(40) },
      { number: 6, from: 'mallory/r', branch: 'topic', sha: HEAD, state: 'closed' },
      { number: 9, from: 'mallory/r', branch: 'topic', sha: HEAD },
    );
    step.inputs = { ...step.inputs, command: 'publish' };
    await step.event(runEnded('mallory/r'), { GITHUB_EVENT_NAME: 'workflow_run' }).publish(failing);
    expect(github.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `GET /repos/o/r/commits/${HEAD}/pulls`,
      'GET /repos/o/r/pulls?state=open&head=mallory%3Atopic&per_page=100',
      'POST /graphql',
      'GET /repos/o/r/issues/9/comments?per_page=100&page=1',
      'POST /repos/o/r/issues/9/comments',
    ]);
  });

  it.each<[string, number[], string]>([
    ['none', [], 'comment: no open pull request has the head aaaaaaaaaaaa'],
    ['two', [8, 9], 'comment: several pull requests have the head aaaaaaaaaaaa: 8, 9'],
  ])('with %s of its branch gets none', async (_what, numbers, said) => {
    for (const number of numbers) github.state.pulls.push({ number, from: 'mallory/r', branch: 'topic', sha: HEAD });
    step.inputs = { ...step.inputs, command: 'publish' };
    await step.event(runEnded('mallory/r'), { GITHUB_EVENT_NAME: 'workflow_run' }).publish(failing);
    expect(github.state.comments).toEqual([]);
    expect(step.said[0]).toBe(said);
  });
});

it.each([
  ['the payload', [7], []],
  ['the commit', [], [{ number: 7, from: 'o/r', branch: 'topic', sha: HEAD }]],
])('a second workflow takes the pull request of a branch here from %s', async (_where, named, pulls) => {
  github.state.pulls.push(...pulls);
  step.inputs = { ...step.inputs, command: 'publish' };
  await step.event(runEnded('o/r', named), { GITHUB_EVENT_NAME: 'workflow_run' }).publish(failing);
  expect(written()).toEqual(['POST /repos/o/r/issues/7/comments']);
});

it('a gate that another workflow started speaks of what it checked out, and of no pull request', async () => {
  await step.event(runEnded('mallory/r'), { GITHUB_EVENT_NAME: 'workflow_run' }).publish(failing);
  expect(step.said).toEqual(['comment: this run is of no pull request', '0 API calls']);
});
