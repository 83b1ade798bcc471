import { describe, expect, test } from '@jest/globals';
import { CAUSE_IDS, judge } from '../../../src/causes/index.js';
import type { Facts } from '../../../src/model/facts.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { healthy } from '../../support/facts.js';

/** What is found where GOFLAGS holds -v, on 2026-11-25. */
function found(policy: string, change: (facts: Facts) => void = () => {}, whole = true) {
  const facts = structuredClone(healthy());
  if (facts.go && 'value' in facts.go.env) facts.go.env.value.GOFLAGS = '-v';
  facts.host.clock = '2026-11-25T12:00:00.000Z';
  change(facts);
  const loaded = loadPolicy(`version: 1\nenv:\n  GOFLAGS: { equals: "" }\n${policy}`, 'p.yml', CAUSE_IDS);
  return judge({ facts, policy: loaded.policy, policyAt: loaded.at, whole }).map(({ cause, level, waiver, location, evidence }) => ({
    cause,
    level,
    ...(waiver ? { waiver } : {}),
    line: location?.line,
    told: evidence.find(({ what }) => what === 'waiver')?.value,
  }));
}

const waiver = (more: string, expires = '2026-11-25') => `waivers:\n  - { ${more}, reason: legacy, owner: team-a, expires: ${expires} }\n`;
const WAIVED = {
  cause: 'go-env-policy',
  level: 'note',
  line: 3,
  waiver: { reason: 'legacy', owner: 'team-a', expires: '2026-11-25', level: 'error' },
  told: 'accepted until 2026-11-25; team-a: legacy',
};
const BACK = { cause: 'go-env-policy', level: 'error', line: 3, told: undefined };

describe('a waiver', () => {
  test.each([
    'cause: go-env-policy',
    'rule: env.GOFLAGS',
    'rule: env.GOFLAGS.equals',
    'rule: env.GOFLAGS, where: { os: linux, file: p.yml, target: linux/* }',
  ])('accepts to its last day, and stays visible: %s', (what) => {
    expect(found(waiver(what))).toEqual([WAIVED]);
  });

  test('that has expired accepts nothing, and the finding says so', () => {
    expect(found(waiver('cause: go-env-policy', '2026-11-24'))).toEqual([{ ...BACK, told: 'expired on 2026-11-24; team-a: legacy' }]);
  });

  test.each([
    'rule: env.GOFLAGS, where: { os: windows }',
    'rule: env.GOFLAGS, where: { event: push }',
    'rule: env.GOFLAGS, where: { go: "<1.20" }',
  ])('for other machines is none here, and no matter: %s', (what) => {
    expect(found(waiver(what))).toEqual([BACK]);
  });

  test('that nothing needs is told at its line, when all was looked at', () => {
    const unused = { cause: 'waiver-unused', level: 'note', line: 5, told: undefined };
    expect(found(waiver('cause: proxy-off'))).toEqual([BACK, unused]);
    expect(found(waiver('cause: proxy-off'), undefined, false)).toEqual([BACK]);
    expect(found(waiver('rule: env.GOFLAGS, where: { file: other.yml }'))).toEqual([BACK, unused]);
  });
});

describe('when', () => {
  test.each([
    ['os: linux', true],
    ['os: [darwin, windows]', false],
    ['arch: amd64, os: linux', true],
    ['go: ">=1.20"', true],
    ['go: "<1.20"', false],
    ['event: local', true],
    ['runner: self-hosted', false],
    ['branch: main', false],
  ])('{ %s }: %s', (when, holds) => {
    const rule = `overrides:\n  - when: { ${when} }\n    levels: { go-env-policy: warning }\n    env: { GOPATH: { equals: x } }\n`;
    const gopath = found(rule).filter(({ line }) => line === 7);
    expect(gopath).toHaveLength(holds ? 1 : 0);
  });

  test('event, branch and runner of a workflow', () => {
    const rule = `  GOPATH: { equals: x, when: { event: [push, pull_request], branch: release/*, runner: '*-hosted' } }\n`;
    const run = { runner: ['self-hosted', 'box-3'], event: 'pull_request', branch: 'release/1.2', folders: {} };
    expect(found(rule, (facts) => Object.assign(facts, { run })).map(({ line }) => line)).toEqual([3, 4]);
    expect(found(rule, (facts) => Object.assign(facts, { run: { ...run, branch: 'release/1/2' } })).map(({ line }) => line)).toEqual([3]);
  });
});

describe('the level of a rule', () => {
  test.each([
    ['  GOPATH: { equals: x, level: warning }\n', ['error 3', 'warning 4']],
    ['  GOPATH: { equals: x, level: off }\n', ['error 3']],
    ['  GOPATH: { equals: x, level: warning }\nlevels: { go-env-policy: note }\n', ['warning 4', 'note 3']],
    ['levels: { env.GOFLAGS: warning }\n', ['warning 3']],
    ['levels: { env.GOFLAGS: warning, env.GOFLAGS.equals: off }\n', []],
  ])('%s', (more, expected) => {
    expect(found(more).map(({ level, line }) => `${level} ${line}`)).toEqual(expected);
  });
});

test('a rule for all speaks of each that somebody could set, and a rule of its own goes before it', () => {
  const all = found('  "*": { equals: "", level: note }\n  GOPATH: { equals: /home/me/go, level: note }\n');
  expect(all.filter(({ level }) => level === 'note').length).toBeGreaterThan(3);
  expect(all.every(({ line }) => line === 3 || line === 4)).toBe(true);
});
