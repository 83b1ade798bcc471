import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { GateFinding } from '../../src/model/gate.js';
import { gateFinding, gateReport } from '../unit/report/gate-sample.js';
import { GitHub } from './server/github.js';
import { pullRequest, runEnded, Step } from './server/step.js';

let github: GitHub;
let step: Step;
beforeEach(async () => {
  github = await GitHub.start();
  step = new Step(github, { suggestions: true });
  workspace(FILE, LINES);
  github.state.files.push({ filename: 'README.md', patch: '@@ -1 +1 @@\n-a\n+b' }, { filename: FILE, patch: PATCH });
});
afterEach(async () => {
  step.remove();
  await github.stop();
  expect(github.wrong).toEqual([]);
});

const FILE = '.github/workflows/ci.yml';
const WAS = '  GOFLAGS: -ldflags=-s -v';
const LINES = ['name: ci', 'env:', WAS, 'on: push', '# ``` `````', '  GOFLAGS: -trimpath', ''];
const PATCH = [
  '@@ -1,2 +1,4 @@ name',
  ' name: ci',
  '-old: 1',
  ' env:',
  `+${WAS}`,
  ' on: push',
  '@@ -9 +6 @@',
  '+  GOFLAGS: -trimpath',
  '\\ No newline at end of file',
].join('\n');

function workspace(file: string, lines: readonly string[]): void {
  mkdirSync(dirname(join(step.folder, file)), { recursive: true });
  writeFileSync(join(step.folder, file), lines.join('\n'));
}

function mending(edit: Partial<NonNullable<GateFinding['edit']>> = {}, more: Partial<GateFinding> = {}): GateFinding {
  return gateFinding({ edit: { file: FILE, line: 3, was: WAS, becomes: '  GOFLAGS: -v', ...edit }, ...more });
}

const TRIMPATH = { line: 6, was: '  GOFLAGS: -trimpath', becomes: '  GOFLAGS: ""' };
const publish = (...findings: GateFinding[]) => step.publish(gateReport({ findings }));

describe('a suggestion', () => {
  it('is a change of a line that the pull request shows, which a click takes over', async () => {
    await publish(mending(), mending(TRIMPATH, { cause: 'trimpath' }));
    expect(github.state.reviewComments).toMatchObject([
      { login: github.login, path: FILE, line: 3 },
      { path: FILE, line: 6 },
    ]);
    const [mark = '', what = '', blank = '', fence = '', line = '', end = ''] = github.state.reviewComments[0]?.body.split('\n') ?? [];
    expect(mark).toMatch(/^<!-- delve-gate edit [0-9a-f]{32} -->$/);
    expect([what, blank, fence, line, end]).toEqual([
      'The program carries no debug information (debug-info-stripped)',
      '',
      '```suggestion',
      '  GOFLAGS: -v',
      '```',
    ]);
    expect(github.requests.filter(({ method }) => method === 'POST').map(({ path }) => path)).toEqual([
      '/graphql',
      '/repos/o/r/pulls/7/reviews',
    ]);
    expect(step.said).toEqual(['suggestions: 2 suggestions in #7', '4 API calls']);
  });

  it('is made once, though its line moves; and the second of two like it is one more', async () => {
    await publish(mending());
    await publish(mending());
    expect(github.state.reviewComments).toHaveLength(1);
    expect(step.said).toContain('suggestions: #7 has all suggestions already');

    github.state.files[1] = { filename: FILE, patch: `@@ -1 +8,2 @@\n+${WAS}\n+${WAS}` };
    workspace(FILE, [...Array.from({ length: 7 }, () => ''), WAS, WAS]);
    await publish(mending({ line: 8 }), mending({ line: 9 }));
    expect(github.state.reviewComments.map(({ line }) => line)).toEqual([3, 9]);
  });

  it('of a stranger with our marker is not ours', async () => {
    await publish(mending());
    const body = github.state.reviewComments.splice(0)[0]?.body ?? '';
    github.state.reviewComments.push({ login: 'mallory', path: FILE, line: 3, body });
    await publish(mending());
    expect(github.state.reviewComments.map(({ login }) => login)).toEqual(['mallory', github.login]);
  });

  it('has a fence that its line cannot end', async () => {
    const was = '  GOFLAGS: -v # ```` ``';
    github.state.files.push({ filename: 'x.yml', patch: `@@ -0,0 +1 @@\n+${was}` });
    workspace('x.yml', [was]);
    await publish(mending({ file: 'x.yml', line: 1, was, becomes: '  GOFLAGS: "" # ```` ``' }));
    expect(github.state.reviewComments[0]?.body).toContain('\n`````suggestion\n  GOFLAGS: "" # ```` ``\n`````\n');
  });

  it('is made of at most 20 lines in one run', async () => {
    const many = Array.from({ length: 30 }, (_, at) => `+${WAS}${' '.repeat(at)}`);
    github.state.files.push({ filename: 'many.yml', patch: `@@ -0,0 +1,30 @@\n${many.join('\n')}` });
    workspace(
      'many.yml',
      many.map((line) => line.slice(1)),
    );
    await publish(...many.map((line, at) => mending({ file: 'many.yml', line: at + 1, was: line.slice(1) })));
    expect(github.state.reviewComments).toHaveLength(20);
  });

  it('is looked for in further pages of files', async () => {
    for (let at = 0; at < 230; at++) github.state.files.unshift({ filename: `f${at}` });
    await publish(mending());
    expect(github.state.reviewComments).toHaveLength(1);
    expect(github.requests.filter(({ path }) => path.includes('/files'))).toHaveLength(3);
  });
});

describe('nothing is suggested', () => {
  const NO_LINE = 'suggestions: no finding is mended by a change of one line';
  const NOT_SHOWN = 'suggestions: #7 shows none of the lines that are to be changed';

  it.each<[string, GateFinding[], string]>([
    ['without a finding that knows a change', [gateFinding()], NO_LINE],
    ['for what is only noted', [mending({}, { level: 'note' })], NO_LINE],
    ['where the line is another by now', [mending({ was: '  GOFLAGS: -ldflags=-w -v' })], NO_LINE],
    ['where the file is gone', [mending({ file: 'gone.yml' })], NO_LINE],
    ['outside of the workspace', [mending({ file: '../../../../../../etc/hostname' })], NO_LINE],
    ['where the pull request does not show the line', [mending({ line: 5, was: '# ``` `````', becomes: '#' })], NOT_SHOWN],
    [
      'where the line holds what cannot be seen',
      [mending({ becomes: '  GOFLAGS: \u202e-v' })],
      'suggestions: the lines hold what cannot be seen, and are not repeated',
    ],
  ])('%s', async (_where, findings, said) => {
    await publish(...findings);
    expect(github.state.reviewComments).toEqual([]);
    expect(step.said[0]).toBe(said);
    expect(step.notices).toEqual([]);
  });

  it('where the merge that was checked out has moved the line', async () => {
    workspace(FILE, ['new: 1', ...LINES]);
    await publish(mending({ line: 4 }));
    expect(step.said[0]).toBe(NOT_SHOWN);
  });

  it('by what is no file: a pipe is not waited at, a folder not read', async () => {
    execFileSync('mkfifo', [join(step.folder, 'pipe.yml')]);
    symlinkSync('pipe.yml', join(step.folder, 'link.yml'));
    await publish(mending({ file: 'pipe.yml' }), mending({ file: 'link.yml' }), mending({ file: '.github' }));
    expect(step.said[0]).toBe(NO_LINE);
  });

  it('in a fork, by a run with its code', async () => {
    await step.event(pullRequest('mallory/r')).publish(gateReport({ findings: [mending()] }));
    expect(github.requests).toEqual([]);
    expect(step.notices[0]).toMatch(/^suggestions: the pull request is of a fork, /);
  });

  it('where there are more comments in reviews than can be looked through', async () => {
    for (let at = 0; at < 1000; at++) github.state.reviewComments.push({ login: 'mallory', path: FILE, line: 3, body: 'x' });
    await publish(mending());
    expect(github.state.reviewComments).toHaveLength(1000);
    expect(step.notices).toEqual([expect.stringMatching(/^suggestions: #7 has more than 1000 comments in reviews; /)]);
  });
});

it('a second workflow has no workspace, and holds the line to what GitHub shows of it', async () => {
  github.state.pulls.push({ number: 9, from: 'mallory/r', branch: 'topic', sha: 'a'.repeat(40) });
  step.inputs = { ...step.inputs, command: 'publish' };
  workspace(FILE, ['the default branch']);
  step.event(runEnded('mallory/r'), { GITHUB_EVENT_NAME: 'workflow_run' });
  await publish(mending(), mending({ line: 4, was: 'something else' }));
  expect(github.state.reviewComments).toMatchObject([{ path: FILE, line: 3 }]);
});
