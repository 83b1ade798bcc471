import { describe, expect, test } from '@jest/globals';
import { compareGo, compareMinor, formatGo, type GoVersion, parseGoVersion } from '../../../src/match/go-version.js';

function version(text: string): GoVersion {
  const parsed = parseGoVersion(text);
  if (!parsed) throw new Error(`${text} is no Go version`);
  return parsed;
}

describe('parseGoVersion', () => {
  test.each([
    ['go1.26.8', { major: 1, minor: 26, patch: 8, pre: '', language: false }],
    ['1.26.8', { major: 1, minor: 26, patch: 8, pre: '', language: false }],
    ['go1.27rc1', { major: 1, minor: 27, patch: 0, pre: 'rc1', language: false }],
    ['go1.19beta1', { major: 1, minor: 19, patch: 0, pre: 'beta1', language: false }],
    ['go1.26.8 X:nodwarf5', { major: 1, minor: 26, patch: 8, pre: '', language: false }],
    ['go1.26.8-custom', { major: 1, minor: 26, patch: 8, pre: '', language: false }],
    [' 1.26.0\r\n', { major: 1, minor: 26, patch: 0, pre: '', language: false }],
    ['1.26', { major: 1, minor: 26, patch: 0, pre: '', language: true }],
    ['1.21', { major: 1, minor: 21, patch: 0, pre: '', language: true }],
    // The first release of Go 1.20 was called go1.20.
    ['go1.20', { major: 1, minor: 20, patch: 0, pre: '', language: false }],
  ])('reads %j', (text, expected) => {
    expect(parseGoVersion(text)).toEqual(expected);
  });

  test.each(['devel go1.28-abcdef12 Mon Jan 1', 'devel', 'go1', '1', '', 'go', '1.26.8.1', '1.26.', 'local', 'gccgo 13'])(
    'takes %j for no version',
    (text) => {
      expect(parseGoVersion(text)).toBeUndefined();
    },
  );
});

describe('compareGo', () => {
  test('orders as the go command does', () => {
    const ordered = [
      '1.19.13',
      '1.20rc1',
      '1.20',
      '1.20.14',
      '1.21',
      '1.21rc2',
      '1.21rc10',
      '1.21.0',
      '1.21.13',
      '1.22',
      '1.22beta1',
      '1.22rc1',
    ];
    const reversed = [...ordered].reverse();
    expect(reversed.sort((a, b) => compareGo(version(a), version(b)))).toEqual(ordered);
  });

  test.each([
    ['1.20', '1.20.0'],
    ['go1.26.8', '1.26.8'],
    ['1.26', '1.26'],
  ])('%s is %s', (a, b) => {
    expect(compareGo(version(a), version(b))).toBe(0);
  });
});

test('compareMinor asks for the minor alone', () => {
  expect(compareMinor(version('go1.27rc1'), version('1.27.3'))).toBe(0);
  expect(compareMinor(version('go1.9.7'), version('1.10'))).toBeLessThan(0);
});

test.each([
  ['go1.26.8', '1.26.8'],
  ['1.26', '1.26.0'],
  ['go1.27rc1', '1.27rc1'],
])('formatGo writes %s as %s', (text, expected) => {
  expect(formatGo(version(text))).toBe(expected);
});
