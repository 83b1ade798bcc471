import { describe, expect, test } from '@jest/globals';
import type { Folder } from '../../../src/model/facts.js';
import { EnvRule } from '../../../src/model/policy.js';
import { isUnder, violations } from '../../../src/policy/rules.js';

const folder = (more: Partial<Folder>): Folder => ({ path: '/x', exists: true, writable: true, executable: null, ...more });

function broken(
  rule: unknown,
  value: string,
  more: { folder?: Folder; source?: 'environment' | 'go-env-w' | 'default'; list?: string } = {},
): string[] {
  const origin = { source: more.source ?? ('default' as const) };
  return violations(EnvRule.parse(rule), { value, origin, folder: more.folder, listSeparator: more.list ?? ':', caseless: false }).map(
    (each) => each.part,
  );
}

describe('each rule, held and broken', () => {
  test.each([
    [{ equals: 'off' }, 'off', []],
    [{ equals: 'off' }, 'on', ['equals']],
    [{ equals: '' }, '', []],
    [{ 'one-of': ['local', 'auto'] }, 'auto', []],
    [{ 'one-of': ['local', 'auto'] }, 'path', ['one-of']],
    [{ not: 'off' }, 'off', ['not']],
    [{ not: ['off', ''] }, '', ['not']],
    [{ not: 'off' }, 'direct', []],
    [{ matches: '^https://' }, 'https://proxy.example', []],
    [{ matches: '^https://' }, 'direct', ['matches']],
    [{ absolute: true }, '/a:/b', []],
    [{ absolute: true }, '/a:b', ['absolute']],
    [{ absolute: true }, '', []],
    [{ absolute: false }, '/a', ['absolute']],
    [{ 'no-spaces': true }, '/my go', ['no-spaces']],
    [{ ascii: true }, '/høme', ['ascii']],
    [{ ascii: true }, '/home', []],
    [{ single: true }, '/a:/b', ['single']],
    [{ single: true }, '', []],
    [{ under: '/opt' }, '/opt/go', []],
    [{ under: '/opt' }, '/optional/go', ['under']],
    [{ 'not-under': ['/tmp', '/var/tmp'] }, '/tmp/env', ['not-under']],
    [{ 'not-under': ['/tmp'] }, '/tmpfs/env', []],
    [{ equals: 'a', 'no-spaces': true }, 'b c', ['equals', 'no-spaces']],
  ])('%j of %j', (rule, value, expected) => {
    expect(broken(rule, value)).toEqual(expected);
  });

  test('exists and writable ask what was tried', () => {
    expect(broken({ exists: true, writable: true }, '/x', { folder: folder({}) })).toEqual([]);
    expect(broken({ exists: true, writable: true }, '/x', { folder: folder({ exists: false, writable: false }) })).toEqual([
      'exists',
      'writable',
    ]);
    // What was not tried is not taken for granted.
    expect(broken({ exists: true }, '/x')).toEqual(['exists']);
    expect(broken({ exists: false }, '/x', { folder: folder({ exists: false }) })).toEqual([]);
  });

  test('not-from asks where the value comes from', () => {
    expect(broken({ 'not-from': 'go-env-w' }, '-v', { source: 'go-env-w' })).toEqual(['not-from']);
    expect(broken({ 'not-from': ['go-env-w', 'environment'] }, '-v', { source: 'environment' })).toEqual(['not-from']);
    expect(broken({ 'not-from': 'go-env-w' }, '-v', { source: 'environment' })).toEqual([]);
  });

  test('lists are split by the separator of the system', () => {
    expect(broken({ absolute: true, single: true }, 'C:\\go', { list: ';' })).toEqual([]);
    expect(broken({ single: true }, 'C:\\go;D:\\go', { list: ';' })).toEqual(['single']);
  });

  test('paths of Windows are compared without case and by either slash', () => {
    expect(isUnder('C:\\Users\\Me\\go', ['c:/users/me'], true)).toBe(true);
    expect(isUnder('C:\\Users\\Mei\\go', ['c:/users/me'], true)).toBe(false);
  });
});
