import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { ROOT } from '../support/world.js';

const lab = (name: string) => import(pathToFileURL(join(ROOT, 'lab', `${name}.mjs`)).href);
const { loadZoo } = await lab('load');
const { tryOddity } = await lab('judge');
const { warm } = await lab('machine');
const { unmet } = await lab('needs');

interface Oddity {
  id: string;
  name: string;
}
const all: Oddity[] = await loadZoo();

beforeAll(() => warm(), 300_000);

describe('a machine that is odd, and in order', () => {
  test.each(all.filter((oddity) => unmet(oddity) === undefined))(
    '$id: $name',
    async (oddity) => {
      const { problems } = await tryOddity(oddity);
      expect(problems).toEqual([]);
    },
    300_000,
  );
});
