import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RE2JS } from 're2js';
import { compilePattern, MAX_TEXT, PatternError } from '../../../src/policy/pattern.js';
import { costOf } from '../../../src/policy/pattern-cost.js';
import '../../../src/policy/re2.js';

describe('a pattern matches', () => {
  test.each([
    ['-trimpath', '-race -trimpath', true],
    ['^https://[a-z.]+(,direct)?$', 'https://proxy.golang.org,direct', true],
    ['^https://[a-z.]+(,direct)?$', 'https://proxy.golang.org,off', false],
    ['(?i)^OFF$', 'off', true],
    ['^(a+)+$', 'aaaa', true],
    ['\\Q.*\\E', 'a.*b', true],
    ['^[[:alpha:]]+$', 'abc', true],
    ['^.$', '\u{1f600}', true],
    ['^.$', '\r', true],
    ['^\\s$', '\u00a0', false],
    ['a$', 'a\n', false],
    ['x{2}', 'axxb', true],
    ['', 'anything', true],
  ])('%j on %j: %j', (source, text, expected) => expect(compilePattern(source).test(text)).toBe(expected));
});

describe('a pattern is refused', () => {
  test.each([
    ['(', 'missing closing ): `(`'],
    ['a)', 'unexpected ): `a)`'],
    ['^(?!.*-trimpath)', 'invalid or unsupported Perl syntax: `(?!`'],
    ['(a)\\1', 'invalid escape sequence: `\\1`'],
    ['[z-a]', 'invalid character class range: `z-a`'],
    ['a'.repeat(1001), '1001 characters; at most 1000 are accepted'],
    ['x{1000}x{1000}', '2002 steps with all that it repeats; at most 1000 are accepted'],
    ['((x{10}){10}){11}', /^\d+ steps with all that it repeats/],
  ])('%.30j', (source, why) => {
    expect(() => compilePattern(source)).toThrow(PatternError);
    expect(() => compilePattern(source)).toThrow(why);
  });
});

/** CPU milliseconds: other programs of the machine are not counted. */
function cpu(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

describe('no pattern that is accepted stops a run', () => {
  const long = 'a'.repeat(MAX_TEXT - 1);
  test.each([
    ['^(a+)+$', `${long}!`],
    ['(a|a)*b', `${long}a`],
    ['(.*a){20}b', `${long}a`],
    ['a*a*a*a*a*a*b', `${long}a`],
    ['(a?){30}a{30}b', `${long}a`],
    ['(x+x+)+y', 'x'.repeat(MAX_TEXT)],
    ['^(([a-z])+.)+[A-Z]([a-z])+$', `${long}a`],
    ['a.{900}b$', 'ab'.repeat(MAX_TEXT / 2)],
    ['(a|aa)+$', `${long}!`],
    ['(.*)=(.*)=(.*)=(.*)=(.*);$', '='.repeat(MAX_TEXT)],
  ])('%s', (source, text) => {
    expect(cpu(() => compilePattern(source).test(text))).toBeLessThan(1000);
  });
});

describe("JavaScript's engine", () => {
  const piece = fc.constantFrom(
    'a',
    'b',
    '-',
    '.',
    '\\.',
    '[ab]',
    '[^a]',
    '[a-c]',
    '\\d',
    '\\W',
    '^',
    '$',
    '(a|b)',
    '(?:a|)',
    '1',
    '=',
    '[.-]',
    '[a-]',
  );
  const sign = fc.constantFrom('', '', '', '*', '+', '?', '|', '*?', '{2}');
  const sources = fc.array(fc.tuple(piece, sign), { maxLength: 8 }).map((parts) => parts.flat().join(''));
  const texts = fc.string({
    unit: fc.constantFrom('a', 'b', 'c', '1', '-', '.', '=', '\n', '\r', '\u2028', 'é', '\u{1f600}'),
    maxLength: 12,
  });

  test('says what RE2 says, where it is asked at all', () => {
    let asked = 0;
    fc.assert(
      fc.property(sources, texts, (source, text) => {
        const { javascript } = costOf(source);
        if (!javascript) return;
        asked++;
        expect(new RegExp(javascript.source, 'u').test(text)).toBe(RE2JS.compile(source).test(text));
      }),
      { numRuns: 5000 },
    );
    expect(asked).toBeGreaterThan(1000);
  });

  test.each([['(a+)+'], ['(a|b)*'], ['(?i)a'], ['\\s'], ['a*?'], ['a{2}'], ['[[:alpha:]]'], ['é'], ['^*'], ['a]'], ['{']])(
    'is not asked of %s',
    (source) => expect(costOf(source).javascript).toBeUndefined(),
  );

  test.each([
    ['^https://[a-z.]+', { ways: 1, loops: 1, anchored: true }],
    ['^a|b', { ways: 2, loops: 0, anchored: false }],
    ['^(on|off|auto)?$', { ways: 4, loops: 0, anchored: true }],
    ['a*b*|c?', { ways: 3, loops: 2, anchored: false }],
  ])('of %s has to try %j', (source, cost) => expect(costOf(source).javascript).toMatchObject(cost));
});
