import { describe, expect, test } from '@jest/globals';
import type { Case } from '../../../src/causes/cause.js';
import { judge } from '../../../src/causes/index.js';
import type { BuildFacts, CgoFacts, Facts, Origin } from '../../../src/model/facts.js';
import { defaultPolicy } from '../../../src/policy/quick.js';
import { healthy } from '../../support/facts.js';

const GCC = '# runtime/cgo\ngcc: error: unrecognized command-line option ‘-fno-such’\n';
const FAILED: CgoFacts = { needed: 'GOFLAGS holds -race', ok: false, output: GCC, culprits: [], sysroot: null, ms: 900 };
const GOENV = { source: 'go-env-w', place: { file: '/home/me/.config/go/env', line: 3 } } as const;
const IN_WORKFLOW: Origin = {
  source: 'environment',
  place: { file: 'ci.yml', line: 7 },
  text: '      CGO_CFLAGS: -fno-such',
  written: '-fno-such',
};

function seen(cgo: Partial<CgoFacts>, more: Partial<Facts> = {}, origins: Record<string, Origin> = {}): Case {
  const facts = healthy();
  if (facts.go) Object.assign(facts.go.origins, origins);
  if (facts.go && 'value' in facts.go.env) Object.assign(facts.go.env.value, { CC: 'gcc', CGO_CFLAGS: '-fno-such', CGO_LDFLAGS: '-lx' });
  return {
    facts: { ...facts, ...more, cgo: { ...FAILED, ...cgo } },
    policy: defaultPolicy().policy,
    policyAt: () => undefined,
  };
}
const errors = (about: Case) => judge(about).filter(({ level }) => level !== 'note');
const build = (more: Partial<BuildFacts>): BuildFacts => ({
  subject: './cmd/app',
  ours: false,
  package: './cmd/app',
  ok: false,
  output: GCC,
  ms: 1,
  binary: null,
  ...more,
});

describe('cgo-does-not-work', () => {
  test('names the variable that breaks it, its line, and how to take it back', () => {
    const [finding, ...others] = errors(seen({ culprits: ['CGO_CFLAGS'] }, {}, { CGO_CFLAGS: { ...GOENV, written: '-fno-such' } }));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      cause: 'cgo-does-not-work',
      level: 'error',
      found: expect.stringMatching(/^CGO_CFLAGS is -fno-such \(from the GOENV file .*env:3\): gcc: error: unrecognized/),
      fix: ['go env -u CGO_CFLAGS'],
      location: GOENV.place,
      confidence: 'certain',
    });
  });

  test('mends the line of a workflow that sets it', () => {
    const [finding] = errors(seen({ culprits: ['CGO_CFLAGS'] }, {}, { CGO_CFLAGS: IN_WORKFLOW }));
    expect(finding?.edit).toEqual({ file: 'ci.yml', line: 7, was: IN_WORKFLOW.text, becomes: '      CGO_CFLAGS: ""' });
  });

  test('names all that were set where none suffices alone, and is less sure', () => {
    const [finding] = errors(seen({ culprits: ['CGO_CFLAGS', 'CGO_LDFLAGS'] }));
    expect(finding).toMatchObject({ confidence: 'likely', expected: expect.stringContaining('without CGO_CFLAGS and CGO_LDFLAGS') });
  });

  test('without a culprit it is the C compiler; a system root that is gone is named', () => {
    const [finding] = errors(seen({ sysroot: { variable: 'CC', path: '/gone' } }));
    expect(finding?.found).toMatch(/^the C compiler gcc does not work here; the system root \/gone in CC is not there: gcc: error/);
    expect(finding?.location).toBeUndefined();
  });

  test('goes before the failure of a package, and before GOFLAGS that only asked for C', () => {
    const ours = build({ ours: true, withoutFlags: true });
    expect(errors(seen({ culprits: ['CGO_CFLAGS'] }, { builds: [ours, build({})] })).map(({ cause }) => cause)).toEqual([
      'cgo-does-not-work',
    ]);
  });

  test('is a warning where the program that is debugged does without', () => {
    expect(errors(seen({}, { builds: [build({ ok: true, output: '' })] })).map(({ cause, level }) => [cause, level])).toEqual([
      ['cgo-does-not-work', 'warning'],
    ]);
  });

  test('is silent where C builds, and where there is no C compiler at all', () => {
    expect(errors(seen({ ok: true, output: '' }))).toEqual([]);
    const missing = 'cgo: C compiler "nosuch" not found: exec: "nosuch": executable file not found in $PATH';
    expect(errors(seen({ output: missing })).map(({ cause }) => cause)).toEqual(['c-toolchain-missing']);
  });
});

describe('what else lies on PATH', () => {
  const go = (more: object): Case => {
    const facts = healthy();
    if (facts.go) Object.assign(facts.go, more);
    return { facts, policy: defaultPolicy().policy, policyAt: () => undefined };
  };
  const set = { GOBIN: { source: 'go-env-w', written: '/b', place: { file: '/e', line: 1 } } };
  test.each([
    ['GOBIN that was set and is not on PATH', { installs: { folder: '/b', onPath: false }, origins: set }, ['gobin-not-on-path']],
    ['GOBIN on PATH', { installs: { folder: '/b', onPath: true }, origins: set }, []],
    ['an unset GOBIN, though bin of GOPATH is not on PATH', { installs: { folder: '/home/me/go/bin', onPath: false } }, []],
    ['a relative GOBIN, which is told otherwise', { installs: { folder: 'b', onPath: false }, origins: set }, []],
    ['gofmt of another tree', { gofmt: { path: '/b/gofmt', real: '/old/bin/gofmt', version: 'go1.20' } }, ['gofmt-of-another-go']],
  ])('%s', (_, more, causes) => {
    expect(judge(go(more)).map(({ cause }) => cause)).toEqual(causes);
  });
});

test('GOFLAGS that strip are told where nothing was built, and not where what was built has debug information', () => {
  const facts = healthy();
  if (facts.go && 'value' in facts.go.env) facts.go.env.value.GOFLAGS = '-ldflags=-w';
  const about = (builds: BuildFacts[]): Case => ({
    facts: { ...facts, builds },
    policy: defaultPolicy().policy,
    policyAt: () => undefined,
  });
  expect(errors(about([])).map(({ cause }) => cause)).toEqual(['debug-info-stripped']);
  expect(errors(about([build({ ok: true })]))).toEqual([]);
});
