import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { CAUSES } from '../../../src/causes/index.js';
import { ROOT } from '../../support/world.js';

/** Of policies, and what a pasted text alone can tell. */
const OTHERS = ['go-env-policy', 'waiver-unused', 'policy-moves', 'gopath-unset'];

test('docs/env-defaults.md has causes that exist, with their levels and pages, and every cause of the link env that has no policy of its own', () => {
  const text = readFileSync(join(ROOT, 'docs', 'env-defaults.md'), 'utf8');
  const rows = [...text.matchAll(/\| \[`([\w-]+)`\]\(causes\/([\w-]+)\.md\) \| (\w+) \|/g)].map(([, id, page, level]) => ({
    id,
    page,
    level,
  }));
  const known = new Map<string, string>(CAUSES.map(({ id, level }) => [id, level]));
  expect(rows.filter(({ id, page, level }) => id !== page || known.get(id ?? '') !== level)).toEqual([]);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  const told = rows.map(({ id }) => id);
  const env = CAUSES.filter(({ link }) => link === 'env').map(({ id }) => id);
  expect(env.filter((id) => !told.includes(id) && !OTHERS.includes(id))).toEqual([]);
});
