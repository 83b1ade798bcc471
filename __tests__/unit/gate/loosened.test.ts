import { describe, expect, test } from '@jest/globals';
import { loosened } from '../../../src/gate/loosened.js';
import { readNeeds } from '../../../src/gate/needs.js';
import { loadPolicy } from '../../../src/policy/load.js';

const policy = (text: string) => loadPolicy(`version: 1\n${text}`, 'p.yml', ['several-go']).policy;

const WAIVER = (expires: string) => `{ cause: several-go, reason: r, owner: o, expires: ${expires} }`;

describe('a policy that asks for less', () => {
  test.each([
    ['targets: [linux/amd64, linux/arm64]', 'targets: [linux/amd64]', 'targets no longer has linux/arm64'],
    ['', 'targets: [linux/arm64]', 'targets no longer has linux/amd64'],
    ['smoke: { modes: [exec, attach] }', 'smoke: { modes: [exec] }', 'smoke.modes no longer has attach'],
    ['smoke: { modes: [attach] }', 'smoke: { modes: [attach], optional: [attach] }', 'smoke.optional has attach now'],
    ['go: { versions: [stable, oldstable] }', 'go: { versions: [stable] }', 'go.versions no longer has oldstable'],
    ['go: { versions: [stable] }', '', 'go.versions no longer has stable'],
    ['', 'go: { versions: [stable] }', 'go.versions no longer has go.mod'],
    ['go: { version: ">=1.24" }', 'go: { version: ">=1.20" }', 'go.version was >=1.24'],
    ['go: { single: true }', '', 'go.single was true'],
    ['delve: { version: "1.27.2" }', '', 'delve.version was 1.27.2'],
    ['delve: { path: ignore }', '', 'delve.path was ignore'],
    ['env: { GOFLAGS: { equals: "" } }', '', 'env.GOFLAGS is no longer there'],
    ['env: { GOFLAGS: { equals: "" } }', 'env: { GOFLAGS: { equals: "-x" } }', 'env.GOFLAGS.equals is another one'],
    ['env: { GOFLAGS: { not: [-x, -v] } }', 'env: { GOFLAGS: { not: [-x] } }', 'env.GOFLAGS.not is another one'],
    ['env: { GOOS: { one-of: [linux] } }', 'env: { GOOS: { one-of: [linux, darwin] } }', 'env.GOOS.one-of is another one'],
    ['env: { GOPATH: { absolute: true, single: true } }', 'env: { GOPATH: { absolute: true } }', 'env.GOPATH.single is no longer there'],
    ['env: { GOFLAGS: { contains: [-v] } }', 'env: { GOFLAGS: { contains: [-x] } }', 'env.GOFLAGS.contains is another one'],
    [
      'env: { GOFLAGS: { not: x } }',
      'env: { GOFLAGS: { not: x, when: { os: linux } } }',
      'env.GOFLAGS is no longer asked of all that it was asked of',
    ],
    ['env: { GOFLAGS: { not: x } }', 'env: { GOFLAGS: { not: x, level: note } }', 'env.GOFLAGS is note, was error'],
    ['env: { GOFLAGS: { not: x, locked: true } }', 'env: { GOFLAGS: { not: x } }', 'env.GOFLAGS is no longer locked'],
    [
      'env: { "*": { not-from: go-env-w } }',
      'env: { "*": { not-from: go-env-w }, GOFLAGS: { not-from: [] } }',
      'env.GOFLAGS.not-from is another one',
    ],
    ['overrides: [{ when: { os: linux }, env: { GOFLAGS: { not: x } } }]', '', 'env.GOFLAGS is no longer there'],
    ['', 'overrides: [{ when: { os: windows }, levels: { several-go: off } }]', 'levels.several-go is off now'],
    ['overrides: [{ when: { os: linux }, levels: { several-go: error } }]', '', 'levels.several-go is no longer error, was error'],
    ['', `waivers: [${WAIVER('2027-01-31')}]`, 'several-go is waived now, until 2027-01-31'],
    [
      `waivers: [${WAIVER('2027-01-31')}]`,
      `waivers: [${WAIVER('2027-02-01')}]`,
      'several-go is waived until 2027-02-01, was until 2027-01-31',
    ],
    ['levels: { several-go: error }', 'levels: { several-go: warning }', 'levels.several-go is warning, was error'],
    ['levels: { several-go: error }', '', 'levels.several-go is no longer error, was error'],
    ['', 'levels: { several-go: off }', 'levels.several-go is off now'],
    ['smoke: { package: ./cmd/a }', '', 'smoke.package was ./cmd/a'],
    ['smoke: { package: ./cmd/a }', 'smoke: { package: ./cmd/a, binary: bin/b }', 'smoke.package was ./cmd/a'],
    ['smoke: { break: main.greet }', '', 'smoke.break was main.greet'],
    ['', 'emulation: user', 'emulation.mode was system: nothing is debugged by user-mode emulation'],
  ])('%j, then %j', (before, now, what) => {
    expect(loosened(policy(before), policy(now)).map((each) => each.what)).toEqual([what]);
  });

  test.each([
    ['', 'targets: [linux/arm64, linux/amd64]\nsmoke: { modes: [exec, attach] }\ngo: { version: ">=1.24", single: true }'],
    ['env: { GOFLAGS: { not: [-x] } }', 'env: { GOFLAGS: { not: [-x, -v], single: true }, GOPATH: { single: true } }'],
    ['env: { GOOS: { one-of: [linux, darwin] } }', 'env: { GOOS: { one-of: [linux] } }'],
    ['levels: { several-go: note }', 'levels: { several-go: error }'],
    ['env: { GOFLAGS: { not: x, when: { os: linux } } }', 'env: { GOFLAGS: { not: x } }'],
    ['env: { GOFLAGS: { not: x } }', 'env: { GOFLAGS: [{ not: x, message: because }, { single: true, when: { os: linux } }] }'],
    ['env: { "*": { ascii: true } }', 'env: { "*": { ascii: true }, GOFLAGS: { not: x } }'],
    [`waivers: [${WAIVER('2027-01-31')}]`, `waivers: [${WAIVER('2026-12-31')}]`],
    [`waivers: [${WAIVER('2027-01-31')}]`, ''],
    ['', 'levels: { several-go: error }'],
    ['smoke: { timeout: 10 }', 'smoke: { timeout: 60 }'],
    ['smoke: { package: ./cmd/a, binary: bin/b }', 'smoke: { package: ./cmd/c, binary: bin/b }'],
    ['runners: { linux/amd64: a }', 'runners: { linux/amd64: b }'],
  ])('is not: %j, then %j', (before, now) => {
    expect(loosened(policy(before), policy(now))).toEqual([]);
  });
});

test.each([
  ['', 'needs is no JSON; expected ${{ toJSON(needs) }}'],
  ['null', 'needs is no object; expected ${{ toJSON(needs) }}'],
  ['"success"', 'needs is no object; expected ${{ toJSON(needs) }}'],
  ['{"a":{"result":null}}', 'needs.a has no result; expected ${{ toJSON(needs) }}'],
  ['{"__proto__":"success"}', 'needs.__proto__ has no result; expected ${{ toJSON(needs) }}'],
  ['[]', 'needs is no object; expected ${{ toJSON(needs) }}'],
  ['{"a":"success"}', 'needs.a has no result; expected ${{ toJSON(needs) }}'],
])('needs of %j are refused', (text, message) => {
  expect(() => readNeeds(text)).toThrow(message);
});
