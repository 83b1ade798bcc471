import { describe, expect, test } from '@jest/globals';
import type { Finding } from '../../../src/model/report.js';
import { finding } from '../report/sample.js';
import { Scene } from './scene.js';

const TARGETS = 'version: 1\ntargets: [linux/amd64, linux/arm64, windows/amd64]\nsmoke: { modes: [exec, attach], optional: [attach] }\n';
const RULE = 'env:\n  GOFLAGS: { equals: "", level: error }\n';
const waiver = (more: string, expires = '2027-01-31') => `waivers:\n  - { ${more}, reason: r, owner: o, expires: ${expires} }\n`;
const BROKEN: Partial<Finding> = {
  cause: 'go-env-policy',
  link: 'env',
  level: 'error',
  rule: 'env.GOFLAGS.equals',
  location: { file: 'delve-gate.yml', line: 5 },
};
const CLAIMED = { reason: 'r', owner: 'o', expires: '2027-01-31', level: 'error' as const };

/** The gate's verdict and findings, where one leg has a finding. */
function gated(policy: string, found: Partial<Finding>, legs: readonly string[] = ['linux-amd64'], verdict: 'pass' | 'fail' = 'pass') {
  const scene = new Scene();
  scene.replan(TARGETS + policy);
  scene.base = undefined;
  for (const leg of legs)
    scene.edit(leg, (report) => {
      report.findings = [finding(found)];
      report.verdict = verdict;
    });
  const made = scene.judge();
  return {
    verdict: made.verdict,
    findings: made.findings.map(({ cause, level, waiver: by }) => ({ cause, level, waived: by !== undefined })),
  };
}

describe('what a leg says is waived', () => {
  test('is waived when the policy says so', () => {
    expect(gated(RULE + waiver('rule: env.GOFLAGS'), { ...BROKEN, level: 'note', waiver: CLAIMED })).toEqual({
      verdict: 'pass',
      findings: [{ cause: 'go-env-policy', level: 'note', waived: true }],
    });
  });

  test.each([
    ['no such waiver', RULE],
    ['another one', RULE + waiver('cause: proxy-off')],
    ['one that has expired', RULE + waiver('rule: env.GOFLAGS', '2026-11-24')],
    ['one for other machines', RULE + waiver('rule: env.GOFLAGS, where: { os: windows }')],
  ])('is not, where the policy has %s', (_, policy) => {
    const { verdict, findings } = gated(policy, { ...BROKEN, level: 'note', waiver: CLAIMED });
    expect(verdict).toBe('fail');
    expect(findings).toContainEqual({ cause: 'go-env-policy', level: 'error', waived: false });
    expect(findings).toContainEqual({ cause: 'verdict-disagrees', level: 'error', waived: false });
  });

  test('one that has expired says so once', () => {
    const scene = new Scene();
    scene.replan(TARGETS + RULE + waiver('rule: env.GOFLAGS', '2026-11-24'));
    scene.base = undefined;
    scene.edit('linux-amd64', (report) => {
      report.findings = [finding({ ...BROKEN, evidence: [{ what: 'waiver', value: 'expired on 2026-11-24; o: r' }] })];
      report.verdict = 'fail';
    });
    const [found] = scene.judge().findings;
    expect(found?.evidence.filter(({ what }) => what === 'waiver')).toEqual([{ what: 'waiver', value: 'expired on 2026-11-24; o: r' }]);
  });

  test('a leg cannot say that it would be less grave', () => {
    expect(gated(RULE, { ...BROKEN, level: 'note', waiver: { ...CLAIMED, level: 'note' } }).verdict).toBe('fail');
  });
});

describe('levels of rules and overrides', () => {
  test.each([
    ['env:\n  GOFLAGS: { equals: "", level: warning }\n', 'pass'],
    ['env:\n  GOFLAGS: { equals: "" }\n', 'fail'],
    ['env:\n  GOFLAGS: { equals: "" }\nlevels: { env.GOFLAGS: warning }\n', 'pass'],
    ['env:\n  GOFLAGS: { equals: "" }\noverrides: [{ when: { os: linux }, levels: { go-env-policy: warning } }]\n', 'pass'],
    ['env:\n  GOFLAGS: { equals: "" }\noverrides: [{ when: { os: windows }, levels: { go-env-policy: warning } }]\n', 'fail'],
  ])('%j: a leg that says warning: %s', (policy, verdict) => {
    expect(gated(policy, { ...BROKEN, level: 'warning' }).verdict).toBe(verdict);
  });
});

describe('a waiver that a leg did not need', () => {
  const UNUSED: Partial<Finding> = { cause: 'waiver-unused', link: 'env', level: 'note', location: { file: 'delve-gate.yml', line: 7 } };
  const policy = RULE + waiver('rule: env.GOFLAGS');

  test('is told when no leg needed it', () => {
    expect(gated(policy, UNUSED, ['linux-amd64', 'linux-arm64', 'windows-amd64']).findings).toEqual([
      { cause: 'waiver-unused', level: 'note', waived: false },
    ]);
  });

  test('is not told when another did', () => {
    const scene = new Scene();
    scene.replan(TARGETS + policy);
    scene.base = undefined;
    scene.edit('linux-arm64', (report) => {
      report.findings = [finding(UNUSED)];
    });
    scene.edit('linux-amd64', (report) => {
      report.findings = [finding({ ...BROKEN, level: 'note', waiver: CLAIMED })];
    });
    expect(scene.judge().findings.map(({ cause }) => cause)).toEqual(['go-env-policy']);
  });
});
