import { expect, test } from '@jest/globals';
import { toHtml } from '../../src/report/html/page.js';
import { gateFinding, gateReport, leg } from '../unit/report/gate-sample.js';
import { inBrowser } from './setup.js';

const LEGS = Array.from({ length: 256 }, (_, at) =>
  leg({ name: `linux-amd64-1.26.${at}`, targets: 'linux/amd64', verdict: 'fail', reason: 'debug-info-stripped', ms: 1000 + at }),
);
const PER_LEG = 50;
const TEXT = 'what a compiler says of a program that it cannot build\n'.repeat(4);

/** The largest matrix that GitHub runs: each finding on one leg, or each on every other leg. */
function report(merged: boolean) {
  const on = (at: number) => (merged ? LEGS.filter((_, index) => index % 2 === at % 2) : [LEGS[at % LEGS.length] as (typeof LEGS)[number]]);
  const findings = Array.from({ length: merged ? PER_LEG : LEGS.length * PER_LEG }, (_, at) =>
    gateFinding({
      cause: `cause-${at}`,
      level: at % 3 === 0 ? 'error' : 'warning',
      legs: on(at).map(({ name }) => name),
      evidence: [{ what: 'go build', value: TEXT }],
      location: { file: `dir/file-${at}.go`, line: at + 1 },
    }),
  );
  return gateReport({ legs: LEGS, findings });
}

inBrowser('a page of 256 legs with 50 findings each', (open) => {
  test.each([
    { merged: false, held: 1000, left: 11_800 },
    { merged: true, held: 50, left: 0 },
  ])('opens and filters, of a size that a browser takes (merged: $merged)', async ({ merged, held, left }) => {
    const html = toHtml(report(merged));
    expect(Buffer.byteLength(html)).toBeLessThan(6_000_000);
    const { page, misdeeds } = await open(html);
    const all = held + left;
    const said = () => page.locator('#shown').textContent();
    expect(await said()).toBe(`${held} of ${all} findings shown`);
    expect(await page.getByText(`+${left} more in the report file.`).count()).toBe(left > 0 ? 1 : 0);
    await page.getByLabel('Leg or target').selectOption('linux-amd64-1.26.7');
    // Of the thousand that are held, each leg's come round every 256th; of the merged ones every second is on an odd leg.
    expect(await said()).toBe(`${merged ? 25 : 4} of ${all} findings shown`);
    await page.getByLabel('Text').fill('file-7.go');
    expect(await page.locator('.finding').filter({ visible: true }).locator('.cause').allTextContents()).toEqual(['cause-7']);
    await page.getByRole('button', { name: 'Show all' }).click();
    expect(await said()).toBe(`${held} of ${all} findings shown`);
    expect(await page.getByRole('table', { name: 'The jobs of the matrix' }).getByRole('rowheader').count()).toBe(256);
    expect(misdeeds).toEqual([]);
  });
});
