import { describe, expect, test } from '@jest/globals';
import { gateExitCode } from '../../../src/commands/exit.js';
import { MAX_REPORT } from '../../../src/gate/accept.js';
import type { GateCauseId } from '../../../src/gate/causes.js';
import type { CheckResult } from '../../../src/model/report.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { check, finding } from '../report/sample.js';
import { Scene } from './scene.js';

/** A way to make a gate pass that should not, and what it says instead. */
interface Way {
  way: string;
  make: (scene: Scene) => void;
  /** The cause; without one a leg says it. */
  cause?: GateCauseId | 'debug-info-stripped';
}

const ARM = 'linux-arm64';
const base = (text: string) => loadPolicy(`version: 1\n${text}`, 'base.yml', ['debug-info-stripped']).policy;

const WAYS: Way[] = [
  { way: 'a job was skipped', make: (s) => (s.needs = new Map([['legs', 'skipped']])), cause: 'job-not-run' },
  { way: 'a job was cancelled', make: (s) => (s.needs = new Map([['legs', 'cancelled']])), cause: 'job-not-run' },
  {
    way: 'the job of the plan failed, and its plan is an old one',
    make: (s) =>
      (s.needs = new Map([
        ['plan', 'failure'],
        ['legs', 'success'],
      ])),
    cause: 'job-failed',
  },
  { way: 'a leg failed, and its report says pass', make: (s) => (s.needs = new Map([['legs', 'failure']])), cause: 'job-failed' },
  { way: 'a job ended in a way that nobody knows', make: (s) => (s.needs = new Map([['legs', 'neutral']])), cause: 'job-not-run' },
  { way: 'there are no reports', make: (s) => s.files.clear(), cause: 'leg-missing' },
  { way: 'a leg was never started', make: (s) => s.files.delete(`${ARM}.json`), cause: 'leg-missing' },
  { way: 'a leg was renamed to another', make: (s) => s.edit(ARM, (r) => (r.origin.leg = 'windows-amd64')), cause: 'leg-twice' },
  { way: 'a leg reports twice', make: (s) => s.files.set('again.json', s.files.get(`${ARM}.json`) as string), cause: 'leg-twice' },
  { way: 'a leg that was not planned reports', make: (s) => s.edit(ARM, (r) => (r.origin.leg = 'plan9-386')), cause: 'leg-unexpected' },
  { way: 'a report is of no leg', make: (s) => s.edit(ARM, (r) => (r.origin.leg = null)), cause: 'leg-unexpected' },
  {
    way: 'a report does not say what it is of',
    make: (s) => s.edit(ARM, (r) => delete (r as { origin?: unknown }).origin),
    cause: 'report-malformed',
  },
  { way: 'a report is of another commit', make: (s) => s.edit(ARM, (r) => (r.origin.commit = 'd'.repeat(40))), cause: 'leg-commit' },
  { way: 'a report is of no commit', make: (s) => s.edit(ARM, (r) => (r.origin.commit = null)), cause: 'leg-commit' },
  { way: 'a report is of an earlier run', make: (s) => s.edit(ARM, (r) => (r.origin.run = '6')), cause: 'leg-run' },
  { way: 'a leg was judged by another policy', make: (s) => s.edit(ARM, (r) => (r.policy.sha256 = 'b'.repeat(64))), cause: 'leg-policy' },
  { way: 'a leg was judged by the built-in policy', make: (s) => s.edit(ARM, (r) => (r.policy.sha256 = null)), cause: 'leg-policy' },
  { way: 'another version checked a leg', make: (s) => s.edit(ARM, (r) => (r.versions['delve-gate'] = '0.0.9')), cause: 'leg-version' },
  {
    way: 'the verdict of a report was edited',
    make: (s) => s.edit(ARM, (r) => r.checks.push(check({ name: 'smoke/exec', target: 'linux/arm64', status: 'error', reason: 'x' }))),
    cause: 'verdict-disagrees',
  },
  {
    way: 'a finding is there, and the verdict is pass',
    make: (s) => s.edit(ARM, (r) => r.findings.push(finding())),
    cause: 'verdict-disagrees',
  },
  {
    way: 'an exit code was swallowed: a leg failed and its job did not',
    make: (s) => s.edit(ARM, (r) => Object.assign(r, { verdict: 'fail', findings: [finding()] })),
    cause: 'debug-info-stripped',
  },
  { way: 'the legs may fail (continue-on-error)', make: (s) => s.edit(ARM, (r) => Object.assign(r, { verdict: 'error', checks: [] })) },
  {
    way: 'a mode was left out',
    make: (s) => s.edit(ARM, (r) => (r.checks = r.checks.filter(({ name }) => name !== 'smoke/exec'))),
    cause: 'leg-incomplete',
  },
  {
    way: 'a leg proved another target',
    make: (s) => s.edit(ARM, (r) => retarget(r.checks, 'linux/amd64')),
    cause: 'leg-incomplete',
  },
  {
    way: 'only go env was looked at',
    make: (s) => s.edit(ARM, (r) => (r.checks = [check({ target: 'linux/arm64' })])),
    cause: 'leg-incomplete',
  },
  {
    way: 'a mode that is not optional was skipped',
    make: (s) => s.edit(ARM, (r) => skip(r.checks, 'smoke/exec')),
    cause: 'verdict-disagrees',
  },
  { way: 'nothing was checked at all', make: (s) => s.edit(ARM, (r) => (r.checks = [])), cause: 'verdict-disagrees' },
  {
    way: 'a report was cut off',
    make: (s) => s.files.set(`${ARM}.json`, (s.files.get(`${ARM}.json`) as string).slice(0, 500)),
    cause: 'report-cut-off',
  },
  { way: 'the disk was full: a report is empty', make: (s) => s.files.set(`${ARM}.json`, ''), cause: 'report-cut-off' },
  { way: 'a report is no JSON', make: (s) => s.files.set(`${ARM}.json`, 'all is well'), cause: 'report-malformed' },
  { way: 'a report is JSON of something else', make: (s) => s.files.set(`${ARM}.json`, '{"verdict":"pass"}'), cause: 'report-malformed' },
  {
    way: 'a report is of a format to come',
    make: (s) => s.edit(ARM, (r) => Object.assign(r, { schema: 'delve-gate/report/2' })),
    cause: 'report-malformed',
  },
  {
    way: 'a check has a status of its own',
    make: (s) => s.edit(ARM, (r) => Object.assign(r.checks[0] as object, { status: 'passed' })),
    cause: 'report-malformed',
  },
  {
    way: 'a report is too large to be read',
    make: (s) => s.files.set(`${ARM}.json`, ' '.repeat(MAX_REPORT + 1)),
    cause: 'report-oversized',
  },
  { way: 'a leg ran out of time', make: (s) => s.files.set(`${ARM}.json`, unfinished(s)), cause: 'leg-unfinished' },
  {
    way: 'the expected list was shortened',
    make: (s) => (s.plan = { ...s.plan, matrix: { include: s.plan.matrix.include.slice(1) }, legs: s.plan.legs.slice(1) }),
    cause: 'plan-edited',
  },
  {
    way: 'the expected list was shortened, and the report taken away',
    make: (s) => {
      s.plan = { ...s.plan, matrix: { include: s.plan.matrix.include.slice(0, 1) }, legs: s.plan.legs.slice(0, 1) };
      s.files.delete(`${ARM}.json`);
    },
    cause: 'leg-missing',
  },
  {
    way: 'a target was taken out of a leg of the plan',
    make: (s) => ((s.plan.matrix.include[0] as { targets: string }).targets = 'linux/386'),
    cause: 'plan-edited',
  },
  { way: 'the plan is of another commit', make: (s) => (s.plan.commit = 'd'.repeat(40)), cause: 'plan-foreign' },
  { way: 'the plan is of another run', make: (s) => (s.plan.run = '6'), cause: 'plan-foreign' },
  { way: 'the policy was edited after the plan', make: (s) => (s.plan.policy.sha256 = 'b'.repeat(64)), cause: 'policy-edited' },
  {
    way: 'the change takes a target out of the policy',
    make: (s) => (s.base = base('targets: [linux/amd64, linux/arm64, windows/amd64, linux/riscv64]\nsmoke: { modes: [exec] }')),
    cause: 'policy-loosened',
  },
  { way: 'the change makes a mode optional', make: (s) => (s.base = base('smoke: { modes: [exec, attach] }')), cause: 'policy-loosened' },
  {
    way: 'the change turns a cause down',
    make: (s) => {
      s.replan('version: 1\ntargets: [linux/amd64, linux/arm64, windows/amd64]\nsmoke: { modes: [exec, attach], optional: [attach] }\n');
      s.policy.policy.levels['debug-info-stripped'] = 'note';
    },
    cause: 'policy-loosened',
  },
  {
    way: 'the change loosens the policy and says that this is none',
    make: (s) => {
      s.base = base('smoke: { modes: [exec, attach] }');
      s.policy.policy.levels['policy-loosened'] = 'off';
    },
    cause: 'policy-loosened',
  },
  { way: 'the policy of the base branch cannot be read', make: (s) => (s.base = 'unknown'), cause: 'policy-base-unknown' },
];

function skip(checks: CheckResult[], name: string): void {
  for (const each of checks) if (each.name === name) Object.assign(each, { status: 'skipped', reason: 'x' });
}

function retarget(checks: CheckResult[], target: string): void {
  for (const each of checks) each.target = target;
}

function unfinished(scene: Scene): string {
  const { origin, versions } = JSON.parse(scene.files.get(`${ARM}.json`) as string);
  return JSON.stringify({ schema: 'delve-gate/unfinished/1', origin, version: versions['delve-gate'], reason: 'it ran out of time' });
}

describe('a gate', () => {
  test('passes when every leg reported for this run, and passed', () => {
    const report = new Scene().judge();
    expect(report).toMatchObject({ verdict: 'pass', findings: [] });
    expect(report.legs.map(({ name, verdict }) => `${name} ${verdict}`)).toEqual([
      'linux-amd64 pass',
      'linux-arm64 pass',
      'windows-amd64 pass',
    ]);
    expect(gateExitCode(report, 'error')).toBe(0);
  });

  test.each(WAYS)('is not passed when $way', ({ make, cause }) => {
    const scene = new Scene();
    make(scene);
    const report = scene.judge();
    expect(report.verdict).not.toBe('pass');
    expect(gateExitCode(report, 'error')).not.toBe(0);
    // Only what legs found can be forgiven.
    if (cause && cause !== 'debug-info-stripped') expect(gateExitCode(report, 'never')).not.toBe(0);
    if (cause) expect(report.findings.filter(({ level }) => level === 'error').map((each) => each.cause)).toContain(cause);
    for (const each of report.findings) {
      expect(each.found).not.toMatch(/undefined|\[object/);
      expect(each.fix.length).toBeGreaterThan(0);
    }
  });

  test('takes a leg whose mode is optional and was skipped', () => {
    const scene = new Scene();
    scene.edit(ARM, ({ checks }) => Object.assign(checks[4] as object, { status: 'skipped', reason: 'yama' }));
    expect(scene.judge().verdict).toBe('pass');
  });

  test('takes a failed job whose report says why', () => {
    const scene = new Scene();
    scene.needs = new Map([['legs', 'failure']]);
    scene.edit(ARM, (report) => Object.assign(report, { verdict: 'fail', findings: [finding()] }));
    expect(scene.judge().findings.map(({ cause }) => cause)).toEqual(['debug-info-stripped']);
  });

  test('takes a report that was written by an earlier attempt of this run', () => {
    const scene = new Scene();
    scene.files.set('plan.json', JSON.stringify(scene.plan));
    expect(scene.judge().verdict).toBe('pass');
  });

  test('without needs says so, and passes', () => {
    const scene = new Scene();
    scene.needs = undefined;
    expect(scene.judge()).toMatchObject({ verdict: 'pass', findings: [{ cause: 'needs-not-given', level: 'note' }] });
  });
});
