import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { ROOT } from '../support/world.js';

const lab = (name: string) => import(pathToFileURL(join(ROOT, 'lab', `${name}.mjs`)).href);
const { loadFaults } = await lab('load');
const { tryFault, trySound } = await lab('judge');
const { warm } = await lab('machine');
const { unmet } = await lab('needs');

interface Fault {
  id: string;
  cause: string;
}
const all: Fault[] = await loadFaults();
const here = all.filter((fault) => unmet(fault) === undefined);
const elsewhere = all.filter((fault) => unmet(fault) !== undefined);

// Without this the first test would have to build dlv within its own time.
beforeAll(() => warm(), 300_000);

describe('a machine that is broken on purpose', () => {
  test.each(here)(
    '$id: $cause',
    async (fault) => {
      const { problems } = await tryFault(fault);
      expect(problems).toEqual([]);
    },
    300_000,
  );

  if (elsewhere.length > 0) test.skip.each(elsewhere)('$id: $cause', () => {});

  test('nothing is broken: no finding at all', async () => {
    const { report, code, goMod } = await trySound();
    expect(report.findings).toEqual([]);
    expect(report.checks.map((check: { name: string; status: string }) => `${check.name} ${check.status}`)).toEqual([
      'env pass',
      'dlv pass',
      'build pass',
      'smoke/exec pass',
      'smoke/attach pass',
    ]);
    expect(code).toBe(0);
    expect(goMod).toBe('module example.com/app\n\ngo 1.21\n');
  }, 60_000);
});
