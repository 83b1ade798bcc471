import { createRequire } from 'node:module';
import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { checkToHtml, toHtml } from '../../src/report/html/page.js';
import { NARROW, WIDE } from '../support/browser.js';
import { brokenCheck, brokenGate, goodGate } from '../support/gates.js';
import { inBrowser } from './setup.js';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const BROKEN = toHtml(brokenGate());
const PAGES = {
  broken: BROKEN,
  good: toHtml(goodGate()),
  check: checkToHtml(brokenCheck()),
};
const LOOKS = (['light', 'dark'] as const).flatMap((theme) =>
  [WIDE, NARROW].map((viewport) => ({ theme, viewport, width: viewport.width })),
);

/** What axe has against the page as it stands: every rule but those that are experiments. */
async function complaints(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: AXE });
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[]; passes: unknown[] }> };
    };
    const { violations, passes } = await axe.run();
    if (passes.length < 20) return [`axe looked at ${passes.length} rules only`];
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}: ${node.failureSummary}`));
  });
}

inBrowser('the page is for everybody', (open) => {
  for (const [name, html] of Object.entries(PAGES))
    test.each(LOOKS)(`axe finds nothing: ${name}, $theme, $width wide`, async ({ theme, viewport }) => {
      const { page } = await open(html, { theme, viewport, bypassCSP: true });
      for (const details of await page.locator('details').all()) await details.evaluate((each) => each.setAttribute('open', ''));
      expect(await complaints(page)).toEqual([]);
    });

  test('axe finds nothing when filters have left nothing, or are off', async () => {
    const { page } = await open(BROKEN, { bypassCSP: true, hash: '#text=nothing+of+the+kind' });
    expect(await complaints(page)).toEqual([]);
    const off = await open(BROKEN.replace(/<script>[\s\S]*?<\/script>/, ''), { bypassCSP: true });
    expect(await complaints(off.page)).toEqual([]);
  });

  test('axe would find a colour that is too weak: the test is none that cannot fail', async () => {
    const { page } = await open(BROKEN, { bypassCSP: true });
    await page.addStyleTag({ content: '.hint { color: #bbb !important }' });
    expect(await complaints(page)).toContainEqual(expect.stringMatching(/^color-contrast: /));
  });

  test.each([320, 360, 768, 1280, 1920])('nothing is wider than a window of %d', async (width) => {
    const { page } = await open(BROKEN, { viewport: { width, height: 740 } });
    const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    expect(content).toBe(window);
  });

  test('headings go down one level at a time', async () => {
    const { page } = await open(BROKEN);
    const levels = await page.locator('h1, h2, h3, h4, h5, h6').evaluateAll((all) => all.map(({ tagName }) => Number(tagName[1])));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [at, level] of levels.slice(1).entries()) expect(level - (levels[at] as number)).toBeLessThanOrEqual(1);
  });

  test('every control is reached by Tab, in the order of the page, and shows that it is', async () => {
    const { page } = await open(BROKEN);
    const count = await page.evaluate(() => {
      const controls = [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, summary, [tabindex="0"]')].filter(
        (each) => each.checkVisibility(),
      );
      for (const [at, each] of controls.entries()) each.dataset.order = String(at);
      return controls.length;
    });
    const visited: { order: number; outline: string }[] = [];
    for (let step = 0; step < count; step++) {
      await page.keyboard.press('Tab');
      visited.push(
        await page.evaluate(() => {
          const active = document.activeElement as HTMLElement;
          const shown = active.closest<HTMLElement>('label.check') ?? active;
          const { outlineStyle, outlineWidth } = getComputedStyle(shown);
          return { order: Number(active.dataset.order), outline: `${outlineStyle} ${outlineWidth}` };
        }),
      );
    }
    expect(visited.map(({ order }) => order)).toEqual(Array.from({ length: count }, (_, at) => at));
    expect(new Set(visited.map(({ outline }) => outline))).toEqual(new Set(['solid 3px']));
  });
});
