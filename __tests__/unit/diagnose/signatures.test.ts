import { describe, expect, test } from '@jest/globals';
import { CAUSE_IDS } from '../../../src/causes/index.js';
import { clean } from '../../../src/diagnose/clean.js';
import { diagnose } from '../../../src/diagnose/diagnose.js';
import type { Signature } from '../../../src/diagnose/signature.js';
import { SIGNATURES } from '../../../src/diagnose/signatures/index.js';
import { samples } from './samples.js';

const named = SIGNATURES.map((signature) => [signature.example, signature] as const);

function hasOneOf(text: string, { has }: Signature): boolean {
  return [has].flat().some((word) => text.toLowerCase().includes(word));
}

describe('samples of a pattern', () => {
  test.each([
    ['ab|cd', ['ab', 'cd']],
    ['a(?:b|c)?d', ['ad', 'abd', 'acd']],
    ['^[xy]\\.\\d{2,3} z*$', ['x.11 ', 'x.11 z']],
    ['a(?!b|c)(?<=d)e+', ['ae']],
    ['(a)\\1', ['ax']],
  ])('%s', (source, texts) => {
    expect(samples(source)).toEqual(texts);
  });
});

describe('a signature', () => {
  test('is one of many', () => {
    expect(SIGNATURES.length).toBeGreaterThan(300);
  });

  test.each(named)('%s: its example has its literal and matches its pattern', (example, signature) => {
    const lines = clean(example);
    expect(lines).toHaveLength(1);
    const text = lines[0]?.text ?? '';
    expect(hasOneOf(text, signature)).toBe(true);
    expect(text).toMatch(signature.pattern);
  });

  test.each(named)('%s: each text of its pattern has its literal', (_, signature) => {
    expect(samples(signature.pattern.source).filter((text) => !hasOneOf(text, signature))).toEqual([]);
  });

  test.each(named)('%s: its literal is in lower case', (_, signature) => {
    for (const word of [signature.has].flat()) {
      expect(word).toBe(word.toLowerCase());
      expect(word.length).toBeGreaterThan(1);
    }
  });

  test.each(named)('%s: names causes of the catalog', (_, signature) => {
    expect(signature.tells.length).toBeGreaterThan(0);
    for (const { cause } of signature.tells) expect(CAUSE_IDS).toContain(cause);
  });

  test.each(named.filter(([, { tells }]) => !tells[0]?.if))('%s: its example alone gives its first cause first', (example, signature) => {
    expect(diagnose(example).causes[0]?.cause).toBe(signature.tells[0]?.cause);
  });

  test.each(named)('%s: its pattern repeats nothing that repeats, and keeps no state', (_, { pattern }) => {
    expect(pattern.flags).not.toMatch(/[gy]/);
    // A group that ends in a repetition, and is itself repeated: (x+)+, (?:\w*,?)*.
    expect(pattern.source).not.toMatch(/(?:[+*]|\{\d+,\d*\})\)[+*{]/);
    expect(pattern.source).not.toMatch(/\.[*+]/);
  });

  test.each(named.filter(([, { tells }]) => tells.every(({ confidence }) => confidence === 'possible')))(
    '%s: says how to decide, as it cannot',
    (example) => {
      const { causes, decide } = diagnose(example);
      if (causes[0]?.confidence === 'possible') expect(decide).not.toEqual([]);
    },
  );
});
