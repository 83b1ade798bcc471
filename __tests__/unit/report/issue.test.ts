import { describe, expect, it } from '@jest/globals';
import type { Finding } from '../../../src/model/report.js';
import { issuesOf, textAt } from '../../../src/report/issue.js';
import { resultOf, resultOfGate } from '../../../src/report/result.js';
import { healthy } from '../../support/facts.js';
import { gateFinding, gateReport, leg } from './gate-sample.js';
import { check, finding, report } from './sample.js';

const at = (line: number, more: Partial<Finding> = {}) => finding({ location: { file: '.github/workflows/ci.yml', line }, ...more });
const fingerprints = (...findings: Finding[]) => issuesOf(resultOf(report({ findings }))).map(({ fingerprint }) => fingerprint);
const ofGate = (...findings: Parameters<typeof gateFinding>[0][]) =>
  issuesOf(resultOfGate(gateReport({ findings: findings.map((each) => gateFinding(each)) }))).map(({ fingerprint }) => fingerprint);

describe('the fingerprint of an issue', () => {
  const known = fingerprints(at(7, { found: 'GOFLAGS=-trimpath, set at .github/workflows/ci.yml:7' }));

  it('is 32 hexadecimal digits', () => expect(known[0]).toMatch(/^[0-9a-f]{32}$/));

  it.each([
    ['a line that moved', at(31, { found: 'GOFLAGS=-trimpath, set at .github/workflows/ci.yml:31' })],
    [
      'another level and other words of ours',
      at(7, { found: 'GOFLAGS=-trimpath, set at .github/workflows/ci.yml:7', level: 'warning', title: 'x', fix: [] }),
    ],
  ])('stays over %s', (_, moved) => expect(fingerprints(moved)).toEqual(known));

  it.each([
    ['cause', at(7, { cause: 'trimpath' })],
    ['file', finding({ location: { file: 'go.mod', line: 7 } })],
    ['value', at(7, { found: 'GOFLAGS=-s' })],
    ['target', at(7, { target: 'linux/arm64' })],
  ])('differs by the %s', (_, other) => expect(fingerprints(other)).not.toEqual(fingerprints(at(7))));

  it('is of a gate the same in whatever order its legs reported, however many have it, and whichever speaks', () => {
    const one = ofGate({ found: 'dlv is in /home/a/bin', legs: ['a', 'b'], target: 'linux/amd64' });
    expect(ofGate({ found: 'dlv is in C:\\go\\bin', legs: ['c', 'b', 'a'] })).toEqual(one);
  });

  it('is unique within a result, and the same in the next', () => {
    const twice = [at(7), at(9), at(7), finding(), finding()];
    const made = fingerprints(...twice);
    expect(new Set(made).size).toBe(5);
    expect(fingerprints(...twice)).toEqual(made);
  });
});

describe('the place of an issue', () => {
  const placed = (location: Finding['location'], more: Parameters<typeof report>[0] = {}) =>
    issuesOf(resultOf(report({ findings: [finding(location ? { location } : {})], ...more })))[0];

  it('is the line that the finding names', () => {
    const location = { file: './a/ci.yml', line: 7, column: 5, endLine: 7, endColumn: 12 };
    const issue = placed(location);
    expect(issue?.place).toEqual({ ...location, file: 'a/ci.yml' });
    expect(issue && textAt(issue)).toBe(issue?.text);
  });

  it.each([
    ['an end before its start', { line: 7, endLine: 6 }, { line: 7 }],
    ['a column that ends before it starts', { line: 7, column: 5, endLine: 7, endColumn: 4 }, { line: 7, column: 5, endLine: 7 }],
    ['numbers that no reader takes', { line: 2 ** 40, column: 2 ** 40 }, { line: 2 ** 31 - 1, column: 2 ** 31 - 1 }],
  ])('has no %s', (_, given, expected) => expect(placed({ file: 'f', ...given })?.place).toEqual({ file: 'f', ...expected }));

  it.each([
    ['nowhere', undefined],
    ['outside of the repository', { file: '/home/gopher/.config/go/env', line: 2 }],
    ['above it', { file: '../x', line: 2 }],
    ['at a name that no file has', { file: 'x'.repeat(5000), line: 2 }],
  ])('is the policy for what is %s, and the text says so', (_, location) => {
    const issue = placed(location);
    expect(issue?.place).toEqual({ file: 'delve-gate.yml' });
    expect(issue && textAt(issue)).toMatch(/\nat no line of the repository: shown at delve-gate\.yml$/);
    if (location && location.file.length < 100) expect(issue?.text).toContain(`\nat: ${location.file}:2\n`);
  });

  it.each([
    ['of the project when there is no policy', { policy: { file: null, sha256: null, base: null }, go: 'sub/go.mod' }, 'sub/go.mod'],
    ['when the policy is elsewhere', { policy: { file: '/etc/p.yml', sha256: null, base: null }, go: undefined }, 'go.mod'],
  ])('is the go.mod %s', (_, { policy, go }, expected) => {
    const { project } = healthy();
    if (!project) throw new Error('no project');
    const goMod = go === undefined ? null : { file: go, go: null, toolchain: null };
    const facts = { ...report().facts, project: { ...project, goMod } };
    expect(placed(undefined, { policy, facts })?.place).toEqual({ file: expected });
  });
});

describe('a verdict that is no pass', () => {
  it('is an issue when no error explains it, with what could not be checked', () => {
    const checks = [check({ name: 'env' }), check({ name: 'smoke/exec', status: 'skipped', reason: 'not tried' })];
    const [issue, other] = issuesOf(resultOf(report({ verdict: 'error', checks, findings: [finding({ level: 'warning' })] })));
    expect(issue).toMatchObject({ cause: 'could-not-check', finding: { level: 'error', found: 'linux/amd64 smoke/exec: not tried' } });
    expect(other?.finding.level).toBe('warning');
  });

  it('is one with nothing checked at all, and many are counted', () => {
    expect(issuesOf(resultOf(report({ verdict: 'error', checks: [] })))[0]?.text).toContain('found: nothing was checked\n');
    const legs = Array.from({ length: 8 }, (_, i) => leg({ name: `leg-${i}`, verdict: 'error', checks: [], reason: 'no report' }));
    const [issue] = issuesOf(resultOfGate(gateReport({ verdict: 'error', legs })));
    expect(issue?.text).toContain('leg-0 report: no report; ');
    expect(issue?.text).toContain('; +3 more\n');
  });

  it('is none of its own beside an error, and none when it passed', () => {
    expect(issuesOf(resultOf(report({ findings: [finding()] })))).toHaveLength(1);
    expect(issuesOf(resultOf(report()))).toEqual([]);
  });
});
