import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { gateFinding, gateReport } from '../unit/report/gate-sample.js';
import { finding } from '../unit/report/sample.js';
import { GitHub } from './server/github.js';
import { HEAD, MERGE, pullRequest, runEnded } from './server/step.js';
import { Workspace } from './server/workspace.js';

let github: GitHub;
let workspace: Workspace;
beforeEach(async () => {
  github = await GitHub.start('/api/v3');
  workspace = new Workspace();
});
afterEach(async () => {
  workspace.remove();
  await github.stop();
  expect(github.wrong).toEqual([]);
});

const FILE = '.github/workflows/ci.yml';
const WAS = '  GOFLAGS: -ldflags=-s';
const FOUND = () => {
  const file = join(workspace.folder, FILE);
  return finding({ location: { file, line: 2 }, edit: { file, line: 2, was: WAS, becomes: 'whatever a report says' } });
};

/** The step of a gate that publishes everything. */
function gate(inputs: Record<string, string> = {}, event: object = pullRequest(), env: Record<string, string> = {}) {
  const all = { 'check-run': 'true', comment: 'true', suggestions: 'true', 'upload-sarif': 'true', compare: 'base' };
  const needs = JSON.stringify({ plan: { result: 'success' }, leg: { result: 'success' } });
  return workspace.run(
    { command: 'gate', plan: JSON.stringify(workspace.plan), needs, base: 'none', token: github.token, ...all, ...inputs },
    event,
    { GITHUB_API_URL: github.url, ...env },
  );
}

function failing(): void {
  workspace.write(FILE, `env:\n${WAS}\n`);
  workspace.found(FOUND());
  github.state.files.push({ filename: FILE, patch: `@@ -1 +1,2 @@\n env:\n+${WAS}` });
}

function earlier(): void {
  const before = gateReport({ findings: [gateFinding({ cause: 'trimpath', title: 'gone now' })] });
  github.state.leave(11, before);
}

describe('the bundled Action', () => {
  it('publishes what its gate found: a person sees a check run, a comment, a suggestion and an alert', async () => {
    failing();
    earlier();
    const { code, output, outputs } = await gate();

    expect(output).not.toContain(github.token);
    expect({ code, verdict: outputs.verdict }).toEqual({ code: 1, verdict: 'fail' });
    expect(github.state.checkRuns).toMatchObject([
      {
        name: 'delve-gate',
        head_sha: HEAD,
        conclusion: 'failure',
        output: { annotations: [{ path: FILE, start_line: 2, annotation_level: 'failure' }] },
      },
    ]);
    expect(github.state.comments).toMatchObject([{ login: github.login, body: expect.stringContaining('debug-info-stripped') }]);
    expect(github.state.reviewComments).toMatchObject([
      { path: FILE, line: 2, body: expect.stringContaining('```suggestion\n  GOFLAGS: ""\n```') },
    ]);
    expect(github.state.sarifs).toMatchObject([{ commit: MERGE, ref: 'refs/pull/7/merge' }]);
    const report = JSON.parse(readFileSync(outputs.report ?? '', 'utf8'));
    expect(report.fixed).toEqual([{ cause: 'trimpath', title: 'gone now' }]);
    expect(report.findings[0]).toMatchObject({ change: 'new', edit: { file: FILE, line: 2, was: WAS, becomes: '  GOFLAGS: ""' } });
    expect(output).toMatch(/^delve-gate: \d+ API calls$/m);
  }, 60_000);

  it('has nothing to say of a gate that passes but its check run and alerts', async () => {
    earlier();
    const { code, output, outputs } = await gate();
    expect({ code, verdict: outputs.verdict }).toEqual({ code: 0, verdict: 'pass' });
    expect(github.state.checkRuns).toMatchObject([{ conclusion: 'success' }]);
    expect([github.state.comments, github.state.reviewComments]).toEqual([[], []]);
    expect(output).not.toContain(github.token);
  }, 60_000);

  it.each<[string, boolean, number, string]>([
    ['passes', false, 0, 'pass'],
    ['fails', true, 1, 'fail'],
  ])(
    '%s all the same when nothing can be published, and names each permission once',
    async (_what, fails, code, verdict) => {
      if (fails) failing();
      for (const each of ['checks', 'issues', 'pulls', 'code-scanning', 'actions']) github.lacks.add(each);
      const ended = await gate();
      expect({ code: ended.code, verdict: ended.outputs.verdict }).toEqual({ code, verdict });
      const notices = ended.output.split('\n').filter((line) => line.startsWith('::notice title=delve-gate::'));
      expect(notices.map((line) => /expected a token with ([\w-]+: \w+);/.exec(line)?.[1])).toEqual([
        'actions: read',
        'checks: write',
        'pull-requests: write',
        'security-events: write',
      ]);
      expect(ended.output).not.toMatch(/^::(error|warning) .*API/m);
    },
    60_000,
  );

  it('says in the log what it does not annotate', async () => {
    github.lacks.add('checks');
    const { output } = await gate({ annotate: 'false', comment: 'false', suggestions: 'false', 'upload-sarif': 'false', compare: '' });
    expect(output).not.toContain('::notice');
    expect(output).toMatch(/^delve-gate: check-run: the token may not /m);
  }, 60_000);

  it('is not stopped by an event that is no JSON', async () => {
    const broken = await workspace.run(
      { command: 'gate', plan: JSON.stringify(workspace.plan), base: 'none', token: github.token, 'check-run': 'true' },
      pullRequest(),
      { GITHUB_API_URL: github.url, GITHUB_EVENT_PATH: join(workspace.folder, 'delve-gate.yml') },
    );
    expect(broken.outputs.verdict).toBe('pass');
    expect(broken.code).toBe(0);
    expect(broken.output).toContain('::notice title=delve-gate::nothing is published: ');
  }, 60_000);

  it('makes no call that nobody asked for', async () => {
    const { code } = await gate({ 'check-run': 'false', comment: 'false', suggestions: 'false', 'upload-sarif': 'false', compare: '' });
    expect(code).toBe(0);
    expect(github.requests).toEqual([]);
  }, 60_000);

  it('refuses to publish from a leg, whose job runs the code of the pull request', async () => {
    const { code, output } = await workspace.run({ command: 'check', 'check-run': 'true', token: github.token }, pullRequest(), {
      GITHUB_API_URL: github.url,
    });
    expect(code).toBe(1);
    expect(output).toContain('input check-run is of a gate, and the command is check; give it to the step with command: gate');
    expect(github.requests).toEqual([]);
  }, 60_000);
});

describe('the second of two workflows', () => {
  const publish = (inputs: Record<string, string> = {}, event: object = runEnded('mallory/r'), env: Record<string, string> = {}) =>
    workspace.run({ command: 'publish', comment: 'true', 'check-run': 'true', token: github.token, ...inputs }, event, {
      GITHUB_API_URL: github.url,
      GITHUB_EVENT_NAME: 'workflow_run',
      GITHUB_REF: 'refs/heads/main',
      GITHUB_RUN_ID: '71',
      ...env,
    });
  const report = gateReport({ run: '70', findings: [gateFinding({ page: 'https://evil.example/', title: 'Click here' })] });
  const leave = (value: object, file = 'delve-gate-reports/delve-gate-gate.json') => workspace.write(file, JSON.stringify(value));

  beforeEach(() => {
    workspace.remove();
    github.state.pulls.push({ number: 9, from: 'mallory/r', branch: 'topic', sha: HEAD });
  });

  it('publishes what the first found, with words of our own', async () => {
    leave(report);
    const { code, output, outputs } = await publish();
    expect({ code, verdict: outputs.verdict }).toEqual({ code: 0, verdict: 'fail' });
    expect(github.state.checkRuns).toMatchObject([{ head_sha: HEAD, conclusion: 'failure' }]);
    expect(github.state.comments[0]?.body).toContain('docs/causes/debug-info-stripped.md');
    expect(github.state.comments[0]?.body).not.toMatch(/evil\.example|Click here/);
    expect(output).not.toContain(github.token);
  }, 60_000);

  it.each<[string, () => void, string]>([
    [
      'of another run',
      () => leave({ ...report, run: '69' }),
      'the report is of run 69, and run 70 was judged; expected the artifact of that run (run-id)',
    ],
    [
      'that says more than it holds',
      () => leave({ ...report, verdict: 'pass' }),
      'is not published: it says pass, its legs and findings say fail; expected ',
    ],
    ['that is none', () => leave({ schema: 'delve-gate/gate/1' }), 'is not published: it is no report of a gate ("verdict": '],
    ['of a leg', () => leave({ schema: 'delve-gate/report/1' }), 'there are 0 reports of a gate in '],
    ['that is not there', () => workspace.write('x', ''), 'there are 0 reports of a gate in '],
    [
      'beside another',
      () => {
        leave(report);
        leave(report, 'delve-gate-reports/2/delve-gate-gate.json');
      },
      'there are 2 reports of a gate in ',
    ],
    [
      'of 9 MiB',
      () => workspace.write('delve-gate-reports/x.json', ' '.repeat(9 << 20)),
      'has 9437184 bytes; expected a report of at most 8388608',
    ],
  ])(
    'publishes no report %s',
    async (_which, prepare, said) => {
      prepare();
      const { code, output } = await publish();
      expect(code).toBe(1);
      expect(output).toContain(said);
      expect(github.requests).toEqual([]);
    },
    60_000,
  );

  it.each<[string, Record<string, string>, Record<string, string>, string]>([
    [
      'of another event',
      {},
      { GITHUB_EVENT_NAME: 'push' },
      'publish is of the event workflow_run, this is push; docs/publishing.md has the workflow',
    ],
    [
      'with nothing to publish',
      { comment: 'false', 'check-run': 'false' },
      {},
      'publish has nothing to publish; expected one of the inputs check-run, comment, suggestions, upload-sarif',
    ],
    ['of pull_request_target', {}, { GITHUB_EVENT_NAME: 'pull_request_target' }, 'the event is pull_request_target; '],
  ])(
    'is refused %s',
    async (_what, inputs, env, said) => {
      leave(report);
      const { code, output } = await publish(inputs, runEnded('mallory/r'), env);
      expect(code).toBe(1);
      expect(output).toContain(said);
      expect(github.requests).toEqual([]);
    },
    60_000,
  );
});
