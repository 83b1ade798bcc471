import { describe, expect, test } from '@jest/globals';
import { gateExitCode } from '../../../src/commands/exit.js';
import { accept, MAX_REPORT } from '../../../src/gate/accept.js';
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
  {
    way: 'a check failed, its finding was taken away, and the verdict is pass',
    make: (s) => s.edit(ARM, (r) => Object.assign(r.checks[3] as object, { status: 'fail', reason: 'x' })),
    cause: 'verdict-disagrees',
  },
  {
    way: 'a check failed, and no finding says why',
    make: (s) => s.edit(ARM, (r) => Object.assign(r, { verdict: 'error', checks: r.checks.map((each) => ({ ...each, status: 'fail' })) })),
  },
  {
    way: 'a leg turned an error of the catalog down',
    make: (s) => s.edit(ARM, (r) => r.findings.push(finding({ level: 'note' }))),
    cause: 'verdict-disagrees',
  },
  {
    way: 'a leg turned down what the policy calls an error',
    make: (s) => {
      s.policy.policy.levels['several-go'] = 'error';
      s.edit(ARM, (r) => r.findings.push(finding({ cause: 'several-go', link: 'go', level: 'note' })));
    },
    cause: 'verdict-disagrees',
  },
  {
    way: 'the policy calls it an error that needs are not given',
    make: (s) => {
      s.policy.policy.levels['needs-not-given'] = 'error';
      s.needs = undefined;
    },
    cause: 'needs-not-given',
  },
  {
    way: 'a leg of the plan was given another runner',
    make: (s) => ((s.plan.matrix.include[1] as { 'runs-on': string })['runs-on'] = 'ubuntu-latest'),
    cause: 'plan-edited',
  },
  {
    way: 'a leg has the name of another in look-alike letters',
    make: (s) => s.edit(ARM, (r) => (r.origin.leg = 'linux-\u0430rm64')),
    cause: 'leg-unexpected',
  },
  { way: "a leg's name has a line end", make: (s) => s.edit(ARM, (r) => (r.origin.leg = `${ARM}\n`)), cause: 'leg-unexpected' },
  { way: 'a leg is called __proto__', make: (s) => s.edit(ARM, (r) => (r.origin.leg = '__proto__')), cause: 'leg-unexpected' },
  {
    way: 'a report begins with a byte order mark',
    make: (s) => s.files.set(`${ARM}.json`, `\ufeff${s.files.get(`${ARM}.json`)}`),
    cause: 'report-malformed',
  },
  {
    way: 'a report has a number that is none',
    make: (s) => s.files.set(`${ARM}.json`, (s.files.get(`${ARM}.json`) as string).replace('"ms":1234', '"ms":1e999')),
    cause: 'report-malformed',
  },
  {
    way: 'a report says what it is a million brackets deep',
    make: (s) => s.files.set(`${ARM}.json`, `{"schema":${'['.repeat(1e6)}${']'.repeat(1e6)}}`),
    cause: 'report-oversized',
  },
  {
    way: 'a report says at great length what it is',
    make: (s) => s.files.set(`${ARM}.json`, JSON.stringify({ schema: 'x'.repeat(1e6) })),
    cause: 'report-malformed',
  },
  {
    way: 'a report has more mistakes than memory has room for',
    make: (s) => s.edit(ARM, (r) => Object.assign(r, { checks: Array(1e6).fill(0) })),
    cause: 'report-oversized',
  },
  {
    way: 'a report is of a folder whose name takes for ever to look for',
    make: (s) => s.edit(ARM, (r) => Object.assign(r.origin, { workspace: ','.repeat(1e6) })),
    cause: 'report-malformed',
  },
  {
    way: 'a report has more checks than can be shown',
    make: (s) => s.edit(ARM, (r) => r.checks.push(...Array.from({ length: 5000 }, (_, at) => check({ name: `x${at}` })))),
    cause: 'report-oversized',
  },
  {
    way: 'no mode is asked for, and only the part env was run',
    make: (s) => {
      s.replan('version: 1\ntargets: [linux/arm64]\nsmoke: { modes: [] }\n');
      for (const file of s.files.keys()) if (file !== `${ARM}.json`) s.files.delete(file);
      s.edit(ARM, (r) => (r.checks = [check({ target: 'linux/arm64' })]));
    },
    cause: 'leg-incomplete',
  },
  {
    way: 'the part env was not run',
    make: (s) => s.edit(ARM, (r) => (r.checks = r.checks.filter(({ name }) => name !== 'env'))),
    cause: 'leg-incomplete',
  },
  {
    way: 'the program of the policy was debugged in one mode of two',
    make: (s) => {
      s.policy.policy.smoke.package = './cmd/app';
      for (const name of s.plan.legs)
        s.edit(name, (r) => Object.assign(r.checks.find((each) => each.name === 'smoke/exec') as object, { subject: './cmd/app' }));
    },
    cause: 'leg-incomplete',
  },
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

  test.each(WAYS)('says what it has against it in few words when $way', ({ make }) => {
    const scene = new Scene();
    make(scene);
    for (const each of scene.judge().findings) expect(each.found.length).toBeLessThan(2000);
  });

  test('goes on when a report cannot be read', () => {
    const text = () => {
      throw Object.assign(new Error(), { code: 'EACCES' });
    };
    expect(accept({ file: 'a.json', bytes: 1, text })).toMatchObject({
      kind: 'fault',
      fault: { cause: 'report-malformed', found: 'a.json: it cannot be read (EACCES)' },
    });
  });

  test('forgives by fail-on never what legs found, and not what they could not check', () => {
    const scene = new Scene();
    scene.edit(ARM, (r) => Object.assign(r, { verdict: 'fail', findings: [finding()] }));
    expect(gateExitCode(scene.judge(), 'never')).toBe(0);
    scene.edit('windows-amd64', (r) => {
      r.verdict = 'error';
      Object.assign(r.checks[3] as object, { status: 'error', reason: 'dlv went away' });
    });
    expect(gateExitCode(scene.judge(), 'never')).toBe(3);
  });

  test.each([
    ['the policy turned it down', 'warning'],
    ['the policy turned it off', 'off'],
  ] as const)('takes a failed check when %s', (_, level) => {
    const scene = new Scene();
    scene.policy.policy.levels['debug-info-stripped'] = level;
    scene.edit(ARM, (r) => {
      Object.assign(r.checks[2] as object, { status: 'fail', reason: 'x' });
      if (level !== 'off') r.findings.push(finding({ level }));
    });
    expect(scene.judge().verdict).toBe('pass');
  });

  test('takes a level that a cause has where it does no harm', () => {
    const scene = new Scene();
    scene.edit(ARM, (r) => r.findings.push(finding({ cause: 'gopath-invalid', link: 'env', level: 'note' })));
    expect(scene.judge().verdict).toBe('pass');
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
