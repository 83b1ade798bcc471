import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { GateFinding } from '../../src/model/gate.js';
import { gateFinding, gateReport } from '../unit/report/gate-sample.js';
import { HOSTILE } from '../unit/report/sample.js';
import { GitHub } from './server/github.js';
import { HEAD, Step } from './server/step.js';

let github: GitHub;
let step: Step;
beforeEach(async () => {
  github = await GitHub.start();
  step = new Step(github, { checkRun: true });
});
afterEach(async () => {
  step.remove();
  await github.stop();
  expect(github.wrong).toEqual([]);
});

function findings(count: number, more: (at: number) => Partial<GateFinding> = () => ({})): GateFinding[] {
  return Array.from({ length: count }, (_, at) => gateFinding({ location: { file: 'go.mod', line: at + 1 }, ...more(at) }));
}

describe('a check run', () => {
  it('of a gate that passes is one call: a success of the head of the pull request', async () => {
    await step.publish();
    expect(github.state.checkRuns).toMatchObject([
      {
        name: 'delve-gate',
        head_sha: HEAD,
        status: 'completed',
        conclusion: 'success',
        output: { title: 'pass: 2 of 2 legs passed', annotations: [] },
      },
    ]);
    expect(github.state.checkRuns[0]?.output.summary).toContain('## delve-gate: ✅ pass');
    expect(step.said).toEqual(['check-run: "delve-gate" with 0 annotations', '1 API call']);
    expect(step.notices).toEqual([]);
  });

  it('has every finding as an annotation, in batches of 50', async () => {
    await step.publish(gateReport({ findings: findings(120) }));
    const [run] = github.state.checkRuns;
    expect(run).toMatchObject({ conclusion: 'failure', output: { title: 'fail: 2 of 2 legs passed (debug-info-stripped)' } });
    expect(run?.output.annotations.map(({ start_line: line }) => line)).toEqual(Array.from({ length: 120 }, (_, at) => at + 1));
    expect(github.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /repos/o/r/check-runs',
      `PATCH /repos/o/r/check-runs/${run?.id}`,
      `PATCH /repos/o/r/check-runs/${run?.id}`,
    ]);
  });

  it('of 10,000 findings makes 20 calls, and counts in its text what it has no room for', async () => {
    await step.publish(gateReport({ findings: findings(10_000) }));
    const [run] = github.state.checkRuns;
    expect(run?.output.annotations).toHaveLength(1000);
    expect(run?.output.text).toMatch(/^9000 of 10000 findings have no line of this commit to be shown at, or no room there\.\n/);
    expect(step.said).toContain('20 API calls');
  });

  it('tells in its text what has no line of the workspace', async () => {
    const elsewhere = [
      { location: { file: '/etc/go/env', line: 3 } },
      { location: { file: '../other/go.mod', line: 3 } },
      { location: { file: 'a\u202eb.go', line: 3 } },
      { location: { file: 'go.mod', line: 2 ** 40 } },
    ];
    const nowhere = gateFinding({ cause: 'port-in-use' });
    await step.publish(gateReport({ findings: [...findings(4, (at) => elsewhere[at] ?? {}), nowhere, ...findings(1)] }));
    const [run] = github.state.checkRuns;
    expect(run?.output.annotations).toMatchObject([{ path: 'go.mod', start_line: 1 }]);
    expect(run?.output.text).toMatch(/^5 of 6 findings/);
    expect(run?.output.text).toContain('### ❌ port-in-use');
  });

  it('gives each its level, its place and what was seen', async () => {
    const levels = (['error', 'warning', 'note'] as const).map((level) =>
      gateFinding({
        level,
        location: { file: `${step.folder}/cmd/x.go`, line: 4, endLine: 2 },
        evidence: [{ what: 'GOFLAGS', value: '-s\n-w' }],
      }),
    );
    await step.publish(gateReport({ findings: levels }));
    const place = { path: 'cmd/x.go', start_line: 4, end_line: 4, raw_details: 'GOFLAGS: -s\n-w' };
    const annotations = github.state.checkRuns[0]?.output.annotations;
    expect(annotations).toMatchObject([
      { ...place, annotation_level: 'failure' },
      { ...place, annotation_level: 'warning' },
      { ...place, annotation_level: 'notice' },
    ]);
    expect(annotations?.[0]?.message).toMatch(/^found: on linux-arm64: GOFLAGS holds -ldflags=-s\nexpected: /);
  });

  it('stays within what GitHub takes, whatever a report holds', async () => {
    const long = `${'é€😀'.repeat(40_000)}${HOSTILE}`;
    const huge = findings(60, () => ({
      title: long,
      found: long,
      expected: long,
      fix: [long],
      cause: long,
      legs: [long],
      evidence: Array.from({ length: 50 }, () => ({ what: long.slice(0, 4000), value: long.slice(0, 4000) })),
    }));
    await step.publish(gateReport({ findings: [...huge, gateFinding({ cause: long, found: long })] }));
    const [run] = github.state.checkRuns;
    expect(run?.output.annotations).toHaveLength(60);
    expect(run?.output.summary).toMatch(/\+\d+ more findings in the report file\.\n$/);
  });

  it('says what the step says: a failure that is never to fail is a success, an error a failure', async () => {
    await step.publish(gateReport({ findings: findings(1) }), false);
    await step.publish(gateReport({ verdict: 'error' }));
    expect(github.state.checkRuns.map(({ conclusion, output: { title } }) => [conclusion, title])).toEqual([
      ['success', 'fail: 2 of 2 legs passed (debug-info-stripped)'],
      ['failure', 'error: 2 of 2 legs passed'],
    ]);
  });

  it.each([
    ['a merge group', { merge_group: { head_sha: HEAD, base_sha: 'b'.repeat(40), base_ref: 'refs/heads/main' } }, HEAD],
    ['a push', { ref: 'refs/heads/main' }, 'c'.repeat(40)],
  ])('of %s is of its commit', async (_what, event, sha) => {
    await step.event(event).publish();
    expect(github.state.checkRuns).toMatchObject([{ head_sha: sha }]);
  });

  it('has the name that it is given, and is found by who made it', async () => {
    step.inputs = { ...step.inputs, checkName: 'delve-gate (api)', workingDirectory: 'services/api' };
    await step.publish();
    expect(JSON.parse(github.requests[0]?.body ?? '')).toMatchObject({
      name: 'delve-gate (api)',
      external_id: '.github%2Fworkflows%2Fci.yml gate services%2Fapi delve-gate%20(api)',
      details_url: 'https://github.com/o/r/actions/runs/70',
    });
  });
});

it('the server takes no more than 50 annotations in one call', async () => {
  const annotation = { path: 'x', start_line: 1, end_line: 1, annotation_level: 'notice', message: 'x' };
  const sent = async (count: number) => {
    const body = {
      name: 'x',
      head_sha: HEAD,
      output: { title: 'x', summary: 'x', annotations: Array.from({ length: count }, () => annotation) },
    };
    const headers = {
      authorization: `token ${github.token}`,
      'user-agent': 'delve-gate/x',
      'content-type': 'application/json',
      accept: 'application/vnd.github+json',
      'x-github-api-version': '2022-11-28',
    };
    return (await fetch(`${github.url}/repos/o/r/check-runs`, { method: 'POST', headers, body: JSON.stringify(body) })).status;
  };
  expect([await sent(50), await sent(51)]).toEqual([201, 422]);
  expect(github.wrong.splice(0)).toEqual([expect.stringContaining('must NOT have more than 50 items')]);
});
