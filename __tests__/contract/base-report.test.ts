import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { gateFinding, gateReport } from '../unit/report/gate-sample.js';
import { GitHub } from './server/github.js';
import type { Run } from './server/state.js';
import { pullRequest, Step } from './server/step.js';

let github: GitHub;
let step: Step;
beforeEach(async () => {
  github = await GitHub.start();
  step = new Step(github, { compare: 'base' });
});
afterEach(async () => {
  step.remove();
  await github.stop();
  expect(github.wrong).toEqual([]);
});

const EARLIER = gateReport({ findings: [gateFinding({ cause: 'trimpath' })] });
const zipOf = (files: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));

function run(id: number, more: Partial<Run> = {}): void {
  github.state.runs.push({ id, workflow: 'ci.yml', branch: 'main', event: 'push', of: 'o/r', artifacts: [artifact(id)], ...more });
}

function artifact(id: number, more: Partial<Run['artifacts'][number]> = {}): Run['artifacts'][number] {
  return { id, name: 'delve-gate-gate', size: 1000, ...more };
}

function keep(id: number, zip: Uint8Array = zipOf({ 'delve-gate-gate.json': JSON.stringify(EARLIER) })): void {
  github.state.zips.set(id, zip);
}

describe('the gate is compared with', () => {
  it('the last run of its workflow on the base branch that left a report', async () => {
    run(12, { artifacts: [] });
    run(11);
    keep(11);
    expect((await step.base())?.findings.map(({ cause }) => cause)).toEqual(['trimpath']);
    expect(step.said).toEqual(['compare: with run 11 of main']);
    expect(github.requests.map(({ path }) => path)).toEqual([
      '/repos/o/r/actions/workflows/ci.yml/runs?branch=main&status=completed&exclude_pull_requests=true&per_page=30',
      '/repos/o/r/actions/runs/12/artifacts?name=delve-gate-gate&per_page=100',
      '/repos/o/r/actions/runs/11/artifacts?name=delve-gate-gate&per_page=100',
      '/repos/o/r/actions/artifacts/11/zip',
    ]);
  });

  it('the report that is named as ours is', async () => {
    step.inputs = { ...step.inputs, report: 'out/gate-api.json' };
    run(11, { artifacts: [artifact(10), artifact(11, { name: 'gate-api' })] });
    keep(11);
    expect(await step.base()).toBeDefined();
  });

  it.each([
    [
      'of a merge group, the branch that it goes to',
      { merge_group: { head_sha: 'a'.repeat(40), base_sha: 'b'.repeat(40), base_ref: 'refs/heads/main' } },
      {},
    ],
    ['of a push, the same branch', {}, { GITHUB_REF_NAME: 'main', GITHUB_RUN_ID: '12' }],
  ])('%s', async (_what, event, env) => {
    run(12);
    run(11);
    keep(11);
    keep(12);
    await step.event(event, env).base();
    expect(step.said).toEqual([`compare: with run ${'GITHUB_RUN_ID' in env ? 11 : 12} of main`]);
  });
});

describe('there is nothing to compare with, and that is said once,', () => {
  it.each<[string, () => void, string]>([
    ['where no run has ended', () => {}, 'no run of ci.yml on main has ended'],
    ['where only a fork has a branch of that name', () => run(11, { of: 'mallory/r' }), 'no run of ci.yml on main has ended'],
    ['where only pull requests ran', () => run(11, { event: 'pull_request' }), 'no run of ci.yml on main has ended'],
    ['where it is this run', () => run(70), 'no run of ci.yml on main has ended'],
    [
      'where no run left a report',
      () => run(11, { artifacts: [] }),
      'the last 1 runs of ci.yml on main have no artifact delve-gate-gate of at most 8388608 bytes',
    ],
    ['where it is too old', () => run(11, { artifacts: [artifact(11, { expired: true })] }), 'the last 1 runs'],
    ['where it is too large', () => run(11, { artifacts: [artifact(11, { size: 9e6 })] }), 'the last 1 runs'],
  ])('%s', async (_where, prepare, why) => {
    prepare();
    expect(await step.base()).toBeUndefined();
    expect(step.notices).toEqual([expect.stringContaining(`compare: ${why}`)]);
    expect(step.notices[0]).toMatch(/; expected the report of an earlier gate; nothing is told to be new or fixed; .+/);
  });

  it('after five runs without one, however many there are', async () => {
    for (let id = 1; id <= 20; id++) run(id, { artifacts: [] });
    await step.base();
    expect(step.notices[0]).toContain('the last 5 runs');
    expect(github.requests).toHaveLength(6);
  });

  it.each<[string, Uint8Array, string]>([
    ['is no zip', strToU8('<html>'), 'cannot be read: invalid zip data'],
    ['is cut off', zipOf({ 'a.json': JSON.stringify(EARLIER) }).subarray(0, 80), 'cannot be read: invalid zip data'],
    ['holds nothing of ours', zipOf({ 'a.txt': 'x' }), 'cannot be read: it holds no JSON file'],
    ['holds two', zipOf({ 'a.json': '{}', 'b.json': '{}' }), 'cannot be read: it holds 2 JSON files'],
    ['holds no JSON', zipOf({ 'a.json': '{' }), 'cannot be read: '],
    ['holds another report', zipOf({ 'a.json': '{"schema":"delve-gate/report/1"}' }), 'is no report of a gate: "schema": '],
    [
      'would fill the memory',
      zipOf({ 'a.json': ' '.repeat(9 << 20) }),
      'cannot be read: its file has 9437184 bytes; at most 8388608 are read',
    ],
    ['says that it is small, and is not', lying(zipOf({ 'a.json': JSON.stringify(EARLIER) })), 'cannot be read: '],
  ])('where the artifact %s', async (_what, zip, why) => {
    run(11);
    keep(11, zip);
    expect(await step.base()).toBeUndefined();
    expect(step.notices).toEqual([expect.stringContaining(`compare: the artifact of run 11 ${why}`)]);
  });

  it.each([
    ['has no base branch', {}, { GITHUB_REF_NAME: '' }],
    ['runs a workflow of another repository', pullRequest(), { GITHUB_WORKFLOW_REF: 'org/rules/.github/workflows/ci.yml@refs/heads/main' }],
  ])('where this run %s', async (_what, event, env) => {
    expect(await step.event(event, env).base()).toBeUndefined();
    expect(github.requests).toEqual([]);
    expect(step.notices).toEqual([expect.stringContaining('compare: this run has no base branch, or no workflow of this repository; ')]);
  });
});

/** A zip whose file has more bytes than its directory says. */
function lying(zip: Uint8Array): Uint8Array {
  const changed = Buffer.from(zip);
  const entry = changed.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'));
  changed.writeUInt32LE(20, entry + 24);
  return changed;
}
