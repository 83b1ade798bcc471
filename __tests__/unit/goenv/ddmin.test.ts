import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Spent, smallestSets } from '../../../src/goenv/bisect.js';
import type { Candidate } from '../../../src/goenv/candidates.js';
import { ddmin } from '../../../src/goenv/ddmin.js';

/** Holds all of these. */
const needs =
  (...wanted: number[]) =>
  async (some: readonly number[]) =>
    wanted.every((each) => some.includes(each));
const upTo = (length: number) => Array.from({ length }, (_, at) => at);

/** Counts the questions. */
function counted<T>(happens: (some: readonly T[]) => Promise<boolean>) {
  const asked: (readonly T[])[] = [];
  return {
    asked,
    happens: (some: readonly T[]) => {
      asked.push(some);
      return happens(some);
    },
  };
}

describe('delta debugging', () => {
  test.each([
    { all: 1, wanted: [0], most: 0 },
    { all: 2, wanted: [1], most: 2 },
    { all: 8, wanted: [0], most: 3 },
    { all: 8, wanted: [7], most: 6 },
    { all: 64, wanted: [33], most: 12 },
    { all: 8, wanted: [0, 7], most: 28 },
    { all: 64, wanted: [3, 40], most: 70 },
    { all: 7, wanted: [0, 1, 2, 3, 4, 5, 6], most: 24 },
  ])('finds $wanted among $all, in at most $most tries', async ({ all, wanted, most }) => {
    const { asked, happens } = counted(needs(...wanted));
    expect(await ddmin(upTo(all), happens)).toEqual(wanted);
    expect(asked.length).toBeLessThanOrEqual(most);
  });

  test('does not need more to mean more: 3 does it unless 5 hides it, and 5 with 6 does it', async () => {
    const happens = async (some: readonly number[]) => (some.includes(3) && !some.includes(5)) || (some.includes(5) && some.includes(6));
    const found = await ddmin(upTo(8), happens);
    expect([[3], [5, 6]]).toContainEqual(found);
  });

  test('what it finds does it, nothing of it can be left out, and it is told on the way', () =>
    fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.nat(30), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 31, max: 50 }),
        async (wanted, length) => {
          const told: (readonly number[])[] = [];
          const { asked, happens } = counted(needs(...wanted));
          const found = await ddmin(upTo(length), happens, (some) => told.push(some));
          expect([...found].sort()).toEqual([...wanted].sort());
          expect(told.at(-1)).toEqual(found);
          for (const some of asked) expect(some.length).toBeGreaterThan(0);
          for (const some of asked) expect(some.length).toBeLessThan(length);
        },
      ),
    ));
});

describe('the smallest sets', () => {
  const candidate = (name: string): Candidate => ({ kind: 'variable', name, value: '' });
  const groups = [['a', 'b', 'c'], ['d'], ['e', 'f', 'g', 'h']].map((names) => names.map(candidate));
  const has =
    (...sets: string[]) =>
    async (some: readonly Candidate[]) =>
      sets.some((set) => [...set].every((name) => some.some((each) => each.name === name)));
  const spelled = (sets: readonly (readonly Candidate[])[]) => sets.map((set) => set.map(({ name }) => name).join('')).sort();

  test.each([
    { sets: ['b'] },
    { sets: ['d'] },
    { sets: ['ah'] },
    { sets: ['bc', 'fg'] },
    { sets: ['a', 'd', 'h'] },
    { sets: ['abcdefgh'] },
  ])('$sets', async ({ sets }) => {
    const found = await smallestSets(groups, has(...sets));
    expect({ ...found, sets: spelled(found.sets) }).toEqual({ sets, complete: true });
  });

  test('are the best so far when no more may be tried', async () => {
    const asked = counted(has('bg'));
    const found = await smallestSets(groups, (some) => {
      if (asked.asked.length === 8) throw new Spent();
      return asked.happens(some);
    });
    expect(found.complete).toBe(false);
    expect(await has('bg')(found.sets[0] ?? [])).toBe(true);
    expect(found.sets[0]?.length).toBeLessThan(8);
  });
});
