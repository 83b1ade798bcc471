import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { BootTimes } from '../../../src/guest/boot-times.js';

const FIRST = 90_000;
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'delve-gate-test-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const times = (key = 'arm64-tcg-7.2') => new BootTimes(root, key);

describe('how long a boot is waited for', () => {
  test.each([
    [[], FIRST],
    [[1000], 15_000],
    [[3000], 18_000],
    [[3000, 5000, 4000], 30_000],
    [[60_000], FIRST],
    [[20_000, 3000, 3000, 3000, 3000, 3000], 18_000],
  ])('after boots of %j ms: %i ms', (noted, limit) => {
    for (const each of noted) times().note(each);
    expect(times().limit()).toBe(limit);
  });

  test("is the key's own", () => {
    times('a b/c').note(4000);
    expect(times('a b/c').limit()).toBe(24_000);
    expect(times('other').limit()).toBe(FIRST);
    expect(readdirSync(join(root, 'delve-gate-guest'))).toEqual(['boots-a_b_c.json']);
  });

  test.each(['', '{', '"text"', '[-1, "5", null]', '{"0": 5}'])('takes a file with %j for none', (text) => {
    mkdirSync(join(root, 'delve-gate-guest'));
    writeFileSync(join(root, 'delve-gate-guest', 'boots-x.json'), text);
    expect(times('x').limit()).toBe(FIRST);
    times('x').note(5000);
    expect(times('x').limit()).toBe(30_000);
  });

  test('a cache that cannot be written to is none', () => {
    writeFileSync(join(root, 'delve-gate-guest'), 'a file in the way');
    times().note(5000);
    expect(times().limit()).toBe(FIRST);
  });
});
