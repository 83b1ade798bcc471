import { describe, expect, test } from '@jest/globals';
import { EnvRule } from '../../../src/model/env-rule.js';
import type { Folder, Origin } from '../../../src/model/facts.js';
import { isUnder } from '../../../src/policy/paths.js';
import { type RuleSubject, violations } from '../../../src/policy/rules.js';
import '../../../src/policy/re2.js';

const folder = (more: Partial<Folder>): Folder => ({
  path: '/x',
  exists: true,
  directory: true,
  writable: true,
  executable: true,
  ...more,
});
const HERE: Record<string, string> = { HOME: '/home/me', GOROOT: '/go', GOPATH: '/home/me/go', 'go version': 'go1.26.8', 'go.mod': '1.26' };

function told(name: string, rule: unknown, value: string, more: Partial<RuleSubject> = {}) {
  const lookup = (other: string) => HERE[other];
  return violations(EnvRule.parse(rule), {
    name,
    value,
    origin: { source: 'default' },
    listSeparator: ':',
    caseless: false,
    lookup,
    sameAs: lookup,
    ...more,
  });
}

const broken = (name: string, rule: unknown, value: string, more?: Partial<RuleSubject>) =>
  told(name, rule, value, more).map(({ part }) => part);

describe('each rule, held and broken', () => {
  test.each([
    ['GOSUMDB', { equals: 'off' }, 'off', []],
    ['GOSUMDB', { equals: 'off' }, 'on', ['equals']],
    ['GOFLAGS', { equals: '' }, '', []],
    ['GOPATH', { equals: '${HOME}/go' }, '/home/me/go', []],
    ['GOPATH', { equals: '${HOME}/go' }, '/go', ['equals']],
    ['GOTOOLCHAIN', { 'one-of': ['local', 'auto'] }, 'auto', []],
    ['GOTOOLCHAIN', { 'one-of': ['local', 'auto'] }, 'path', ['one-of']],
    ['GOSUMDB', { not: 'off' }, 'off', ['not']],
    ['GOSUMDB', { not: ['off', ''] }, '', ['not']],
    ['GOSUMDB', { not: 'off' }, 'direct', []],
    ['GOPROXY', { matches: '^https://' }, 'https://proxy.example', []],
    ['GOPROXY', { matches: '^https://' }, 'direct', ['matches']],
    ['GOFLAGS', { matches: '^(a+)+$' }, `${'a'.repeat(40)}!`, ['matches']],
    ['GOFLAGS', { 'not-matches': 'a' }, 'b'.repeat(9000), ['not-matches']],
    ['GOPATH', { matches: '^${HOME}/' }, '/home/me/go', []],
    ['GOPATH', { matches: '^${HOME}/' }, '/home/you/go', ['matches']],
    ['GOPROXY', { 'not-matches': '^http://' }, 'http://proxy.example', ['not-matches']],
    ['GOPROXY', { 'not-matches': '^http://' }, 'https://proxy.example', []],
    ['GOFLAGS', { contains: '-race' }, '-v -race', []],
    ['GOFLAGS', { contains: '-race' }, '-v', ['contains']],
    ['GOFLAGS', { contains: '-race' }, '-race=false', ['contains']],
    ['GOFLAGS', { 'not-contains': '-mod' }, '-v --mod=vendor', ['not-contains']],
    ['GOFLAGS', { 'not-contains': '-mod=vendor' }, '-mod=mod', []],
    ['GOFLAGS', { 'not-contains': '-trimpath' }, "'-ldflags=-s -trimpath'", []],
    ['GOPROXY', { contains: ['direct', 'off'] }, 'https://a|direct', ['contains']],
    ['GOPRIVATE', { 'not-contains': '*' }, 'corp.example/*, *', ['not-contains']],
    ['GOEXPERIMENT', { 'not-contains': 'jsonv2' }, 'synctest,jsonv2', ['not-contains']],
    ['GODEBUG', { 'not-contains': 'madvdontneed' }, 'madvdontneed=1', ['not-contains']],
    ['GOPATH', { contains: '${HOME}/go/' }, '/a:/home/me/go', []],
    ['GOPATH', { absolute: true }, '/a:/b', []],
    ['GOPATH', { absolute: true }, '/a:b', ['absolute']],
    ['GOPATH', { absolute: true }, '', []],
    ['GOPATH', { absolute: false }, '/a', ['absolute']],
    ['GOPATH', { 'no-spaces': true }, '/my go', ['no-spaces']],
    ['GOPATH', { ascii: true }, '/høme', ['ascii']],
    ['GOPATH', { ascii: true }, '/home', []],
    ['GOPATH', { single: true }, '/a:/b', ['single']],
    ['GOPATH', { single: true }, '', []],
    ['GOPROXY', { single: true }, 'https://a,direct', ['single']],
    ['GOROOT', { under: '/opt' }, '/opt/go', []],
    ['GOROOT', { under: '/opt' }, '/optional/go', ['under']],
    ['GOROOT', { under: ['${HOME}', '/opt'] }, '/home/me/sdk/go', []],
    ['GOENV', { 'not-under': ['/tmp', '/var/tmp'] }, '/tmp/env', ['not-under']],
    ['GOENV', { 'not-under': ['/tmp'] }, '/tmpfs/env', []],
    ['GOVERSION', { 'same-as': 'go version' }, 'go1.26.8', []],
    ['GOVERSION', { 'same-as': 'go version' }, 'go1.26.9', ['same-as']],
    ['GOVERSION', { 'same-as': 'go.mod' }, 'go1.26.3', []],
    ['GOVERSION', { 'same-as': 'go.mod' }, 'go1.25.3', ['same-as']],
    ['GOROOT', { 'same-as': 'GOROOT' }, '/go/', []],
    ['GOFLAGS', { equals: 'a', 'no-spaces': true }, 'b c', ['equals', 'no-spaces']],
  ])('%s %j of %j', (name, rule, value, expected) => {
    expect(broken(name, rule, value)).toEqual(expected);
  });

  test('what a rule names and is not here: it forbids nothing, and nothing is it', () => {
    expect(broken('GOENV', { 'not-under': '${RUNNER_TEMP}', not: '${RUNNER_TEMP}' }, '/tmp/env')).toEqual([]);
    expect(told('GOPATH', { equals: '${RUNNER_TEMP}/go' }, '/go')).toEqual([
      { part: 'equals', expected: 'what the policy names by ${RUNNER_TEMP}, and RUNNER_TEMP has no value here' },
    ]);
    expect(broken('GOPATH', { under: ['${RUNNER_TEMP}'], contains: '${RUNNER_TEMP}', matches: '${RUNNER_TEMP}' }, '/go')).toEqual([
      'matches',
      'contains',
      'under',
    ]);
    expect(broken('GOVERSION', { 'same-as': 'GOTOOLCHAIN' }, 'go1.26.8')).toEqual(['same-as']);
  });

  test('text that looks like a name is written with two dollars', () => {
    expect(broken('GOFLAGS', { equals: '$${HOME}' }, '${HOME}')).toEqual([]);
  });

  test('folders are asked by what was tried, and what was not tried is not taken for granted', () => {
    const all = { exists: true, directory: true, writable: true, executable: true };
    const parts = ['exists', 'directory', 'writable', 'executable'];
    expect(broken('GOCACHE', all, '/x', { folder: folder({}) })).toEqual([]);
    expect(
      broken('GOCACHE', all, '/x', { folder: folder({ exists: false, directory: false, writable: false, executable: null }) }),
    ).toEqual(parts);
    expect(broken('GOCACHE', all, '/x')).toEqual(parts);
    expect(broken('GOCACHE', { exists: false }, '/x', { folder: folder({ exists: false }) })).toEqual([]);
  });

  test('a program that a value names', () => {
    const there = { program: { path: '/usr/bin/gcc' } };
    const gone = { program: { path: null } };
    expect(broken('CC', { exists: true, executable: true, 'on-path': true }, 'gcc -m32', there)).toEqual([]);
    expect(broken('CC', { exists: true, executable: true, 'on-path': true }, 'gcc -m32', gone)).toEqual([
      'exists',
      'executable',
      'on-path',
    ]);
  });

  test.each([
    ['GOBIN', '/home/me/bin', true, []],
    ['GOBIN', '/home/me/bin/', true, []],
    ['GOBIN', '/opt/bin', true, ['on-path']],
    ['GOBIN', '', true, ['on-path']],
    ['GOBIN', '/opt/bin', false, []],
    ['GOPATH', '/home/me/go:/other', true, []],
    ['GOROOT', '/go', 'first', []],
    ['GOROOT', '/usr/lib/go', 'first', ['on-path']],
  ])('%s=%s, on-path: %s', (name, value, wanted, expected) => {
    const searchPath = ['/go/bin', '/home/me/bin', '/home/me/go/bin'];
    expect(broken(name, { 'on-path': wanted }, value, { searchPath, firstGo: '/go/bin' })).toEqual(expected);
  });

  test.each<[Origin, string[]]>([
    [{ source: 'go-env-w' }, ['not-from', 'unset']],
    [{ source: 'environment' }, ['from', 'unset']],
    [{ source: 'environment', writer: 'workflow' }, ['not-from', 'unset']],
    [{ source: 'default' }, ['from', 'set']],
  ])('where it comes from: %j', (origin, expected) => {
    const rule = { 'not-from': ['go-env-w', 'workflow'], from: ['go-env-w', 'workflow'], set: true, unset: true };
    expect(broken('GOFLAGS', rule, '-v', { origin })).toEqual(expected);
  });

  test('lists of Windows', () => {
    expect(broken('GOPATH', { single: true, absolute: true }, 'C:\\go', { listSeparator: ';' })).toEqual([]);
    expect(broken('GOPATH', { single: true }, 'C:\\go;D:\\go', { listSeparator: ';' })).toEqual(['single']);
  });
});

test.each([
  ['/tmp/x', ['/tmp'], true],
  ['/tmp', ['/tmp/'], true],
  ['/tmpx', ['/tmp'], false],
  ['C:\\Temp\\x', ['c:/temp'], true],
])('%s under %j: %s', (path, folders, expected) => {
  expect(isUnder(path, folders, true)).toBe(expected);
});
