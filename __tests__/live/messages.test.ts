import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { ROOT } from '../support/world.js';

const lab = (name: string) => import(pathToFileURL(join(ROOT, 'lab', `${name}.mjs`)).href);
const { loadMessages } = await lab('load');
const { tryMessage } = await lab('judge');
const { unmet } = await lab('needs');

interface Message {
  id: string;
  cause: string;
}
const all: Message[] = await loadMessages();
const here = all.filter((message) => unmet(message) === undefined);
const elsewhere = all.filter((message) => unmet(message) !== undefined);

describe('a message that a real program prints', () => {
  test.each(here)(
    '$id',
    async (message) => {
      const { problems } = await tryMessage(message);
      expect(problems).toEqual([]);
    },
    300_000,
  );

  if (elsewhere.length > 0) test.skip.each(elsewhere)('$id', () => {});
});
