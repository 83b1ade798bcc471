import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { matchesGlob } from '../../../src/model/glob.js';

test.each([
  ['main', 'main', true],
  ['main', 'maine', false],
  ['', '', true],
  ['*', '', true],
  ['*', 'a/b', false],
  ['**', 'a/b', true],
  ['release/*', 'release/1.2', true],
  ['release/*', 'release/1/2', false],
  ['release/**', 'release/1/2', true],
  ['**/go.mod', 'a/b/go.mod', true],
  ['**/go.mod', 'go.mod', false],
  ['a?c', 'a\u{1f600}c', true],
  ['a?c', 'a/c', false],
  ['*a*b*', 'xxaxxbxx', true],
  ['*a*b*', 'xxbxxaxx', false],
])('%j on %j: %j', (pattern, text, expected) => expect(matchesGlob(pattern, text)).toBe(expected));

test('is what a regular expression says', () => {
  const patterns = fc.array(fc.constantFrom('a', 'b', '/', '*', '**', '?'), { maxLength: 6 });
  const texts = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 6 });
  fc.assert(
    fc.property(patterns, texts, (parts, text) => {
      const pattern = parts.join('');
      const source = pattern.replace(/\*\*|[*?]/g, (sign) => (sign === '**' ? '.*' : sign === '*' ? '[^/]*' : '[^/]'));
      expect(matchesGlob(pattern, text)).toBe(new RegExp(`^${source}$`).test(text));
    }),
    { numRuns: 3000, seed: 7 },
  );
});
