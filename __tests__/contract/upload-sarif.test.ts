import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { gateFinding, gateReport } from '../unit/report/gate-sample.js';
import { GitHub } from './server/github.js';
import { HEAD, MERGE, runEnded, Step } from './server/step.js';

let github: GitHub;
let step: Step;
beforeEach(async () => {
  github = await GitHub.start();
  step = new Step(github, { uploadSarif: true });
});
afterEach(async () => {
  step.remove();
  await github.stop();
  expect(github.wrong).toEqual([]);
});

const of = (commit: string | null) => gateReport({ commit, findings: [gateFinding({ location: { file: 'go.mod', line: 3 } })] });

it.each([
  ['the merge of a pull request', MERGE, { commit: MERGE, ref: 'refs/pull/7/merge' }],
  ['its head, where that was checked out', HEAD, { commit: HEAD, ref: 'refs/pull/7/head' }],
  ['what the event names, where git could not say', null, { commit: MERGE, ref: 'refs/pull/7/merge' }],
])('findings go to code scanning, for %s', async (_what, commit, at) => {
  await step.publish(of(commit));
  expect(github.state.sarifs).toMatchObject([at]);
  expect(JSON.stringify(github.state.sarifs[0]?.sarif)).toContain('"uri":"go.mod"');
  expect(step.said).toEqual([`upload-sarif: for ${at.ref}`, '1 API call']);
});

it('a push is of its branch', async () => {
  await step.event({}, { GITHUB_EVENT_NAME: 'push', GITHUB_REF: 'refs/heads/main' }).publish(of(MERGE));
  expect(github.state.sarifs).toMatchObject([{ commit: MERGE, ref: 'refs/heads/main' }]);
});

it.each([
  ['a fork', 'mallory/r', [{ number: 9, from: 'mallory/r', branch: 'topic', sha: HEAD }], 'refs/pull/9/head'],
  ['a branch without a pull request', 'o/r', [], 'refs/heads/topic'],
])('a second workflow speaks of the head of %s', async (_what, from, pulls, ref) => {
  github.state.pulls.push(...pulls);
  step.inputs = { ...step.inputs, command: 'publish' };
  await step.event(runEnded(from), { GITHUB_EVENT_NAME: 'workflow_run' }).publish(of(MERGE));
  expect(github.state.sarifs).toMatchObject([{ commit: HEAD, ref }]);
});

it.each([
  ['a fork without a pull request', 'publish' as const, runEnded('mallory/r'), {}],
  ['a run without a ref', 'gate' as const, {}, { GITHUB_REF: '' }],
])('nothing is said of %s', async (_what, command, event, env) => {
  step.inputs = { ...step.inputs, command };
  await step.event(event, env).publish(of(MERGE));
  expect(github.state.sarifs).toEqual([]);
  expect(step.said[0]).toBe('upload-sarif: code scanning knows branches, tags and pull requests, and this run is of none');
});
