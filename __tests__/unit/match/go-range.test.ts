import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  ANY_GO,
  describeRange,
  type GoRange,
  holds,
  isBelow,
  moves,
  neverMeet,
  rangeOfSpec,
  rangeOfVersion,
} from '../../../src/match/go-range.js';

function spec(text: string): GoRange {
  const range = rangeOfSpec(text);
  if (!range) throw new Error(`${text} is no specification`);
  return range;
}

describe('what a specification of setup-go can give', () => {
  test.each([
    ['1.26', { from: '1.26', below: '1.27' }, '1.26.x'],
    ['1.26.x', { from: '1.26.0', below: '1.27' }, '1.26.x'],
    ['~1.26.3', { from: '1.26.3', below: '1.27' }, '1.26.3 to below 1.27'],
    ['1.26.8', { from: '1.26.8', below: '1.26.9' }, '1.26.8'],
    ['go1.26.8', { from: '1.26.8', below: '1.26.9' }, '1.26.8'],
    ['1.27rc1', { from: '1.27rc1', below: '1.27rc2' }, '1.27rc1'],
    ['1.27.0-rc.1', { from: '1.27rc1', below: '1.27rc2' }, '1.27rc1'],
    ['^1.20', { from: '1.20.0', below: '2.0' }, '1.20.0 or newer'],
    ['1', { from: '1.0.0', below: '2.0' }, '1.0.0 or newer'],
    ['1.x', { from: '1.0.0', below: '2.0' }, '1.0.0 or newer'],
    ['>=1.25', { from: '1.25.0', below: null }, '1.25.0 or newer'],
    ['>=1.25 <1.27', { from: '1.25.0', below: '1.27' }, '1.25.0 to below 1.27'],
    ['>1.24', { from: '1.25.0', below: null }, '1.25.0 or newer'],
    ['<=1.25.3', { from: null, below: '1.25.4' }, 'below 1.25.4'],
    ['1.24 || 1.26', { from: '1.24.0', below: '1.27' }, '1.24.0 to below 1.27'],
    ['1.2', { from: '1.2', below: '1.3' }, '1.2.x'],
    ['stable', ANY_GO, 'the newest'],
    ['oldstable', ANY_GO, 'the newest'],
    ['*', ANY_GO, 'the newest'],
  ])('%s', (text, range, words) => {
    expect(rangeOfSpec(text)).toEqual(range);
    expect(describeRange(spec(text))).toBe(words);
  });

  test.each(['tip', 'system', '', '${{ matrix.go }}', 'gopher', '1.26.8.1'])('%j is none', (text) => {
    expect(text === '' ? rangeOfVersion(text) : rangeOfSpec(text)).toBeUndefined();
  });
});

describe('two ranges', () => {
  test.each([
    ['1.25', '1.26', true],
    ['1.26.3', '1.26.8', false],
    ['1.26', '1.26.8', false],
    ['^1.20', '1.26', false],
    ['^1.20', '1.19', true],
    ['stable', '1.19', false],
    ['>=1.25 <1.27', '1.26', false],
    ['>=1.25 <1.27', '1.27', true],
    ['1.27rc1', '1.27', false],
    ['1.27rc1', '1.26', true],
  ])('%s and %s never meet: %s', (a, b, never) => {
    expect(neverMeet(spec(a), spec(b))).toBe(never);
    expect(neverMeet(spec(b), spec(a))).toBe(never);
  });

  test.each([
    ['1.24', '1.25', true],
    ['1.24', '1.25.0', true],
    ['1.25.0', '1.25.3', true],
    ['1.25', '1.25.3', false],
    ['1.27rc1', '1.27.0', true],
    ['1.27rc1', '1.27', false],
    ['^1.20', '1.26', false],
    ['stable', '1.26', false],
    ['1.19', '1.20', true],
    ['1.26', '1.25', false],
  ])('all of %s is below %s: %s', (range, version, below) => expect(isBelow(spec(range), version)).toBe(below));

  test.each([
    ['1.26', 'go1.26.8', true],
    ['1.26', 'go1.26rc1', true],
    ['1.26.8', 'go1.26.8', true],
    ['1.26.8', 'go1.26.80', false],
    ['1.26', 'go1.27.0', false],
    ['1.2', 'go1.26.8', false],
    ['stable', 'devel go1.28-abcdef', false],
  ])('%s holds %s: %s', (range, version, held) => expect(holds(spec(range), version)).toBe(held));

  test.each([
    ['1.26', false],
    ['1.26.8', false],
    ['~1.26.3', false],
    ['^1.20', true],
    ['stable', true],
  ])('%s moves with the releases: %s', (range, moving) => expect(moves(spec(range))).toBe(moving));
});

test('a pin meets itself and what holds it, and is below all that is newer', () => {
  const release = fc.record({ minor: fc.integer({ min: 1, max: 60 }), patch: fc.integer({ min: 0, max: 30 }) });
  fc.assert(
    fc.property(release, release, (a, b) => {
      const [x, y] = [`1.${a.minor}.${a.patch}`, `1.${b.minor}.${b.patch}`];
      const [pin, minor] = [spec(x), spec(`1.${a.minor}`)];
      expect(holds(pin, x) && holds(minor, x) && !neverMeet(pin, minor)).toBe(true);
      expect(neverMeet(spec(x), spec(y))).toBe(a.minor !== b.minor);
      expect(isBelow(pin, y)).toBe(a.minor < b.minor || (a.minor === b.minor && a.patch < b.patch));
    }),
  );
});
