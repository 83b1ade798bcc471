import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { GateReport } from '../../src/model/gate.js';
import { Report } from '../../src/model/report.js';
import { gateMarkdown } from '../../src/report/gate-markdown.js';
import { toMarkdown } from '../../src/report/markdown.js';
import { NARROW, script, WIDE } from '../support/browser.js';
import { brokenGate, goodGate } from '../support/gates.js';
import { PAYLOADS, withPayload } from '../support/hostile.js';
import { draw, summaryPage } from '../support/summary.js';
import { finding, report } from '../unit/report/sample.js';
import { inBrowser } from './setup.js';

const { findMermaid } = await script('mermaid');
const { mermaid, reason }: { mermaid?: string; reason?: string } = findMermaid();
const drawn = mermaid === undefined ? test.skip : test;
const note = mermaid === undefined ? ` (skipped: ${reason})` : '';

/** What a summary is made of: all of it is in the list that GitHub's sanitizer lets through. https://github.com/gjtorikian/html-pipeline */
const ELEMENTS = [
  'a',
  'br',
  'code',
  'details',
  'h2',
  'h3',
  'li',
  'p',
  'pre',
  'strong',
  'summary',
  'table',
  'tbody',
  'td',
  'th',
  'thead',
  'tr',
  'ul',
];
const OURS = /^https:\/\/github\.com\/delve-gate\/delve-gate\/blob\/main\/docs\/[\w/-]+\.md(#[\w-]+)?$/;
const LOOKS = (['light', 'dark'] as const).flatMap((theme) =>
  [WIDE, NARROW].map((viewport) => ({ theme, viewport, width: viewport.width })),
);

const GATE = brokenGate();
const CHECK = report({
  findings: [finding({ evidence: [{ what: 'x', value: 'y' }], consequences: ['z'], location: { file: 'f', line: 1 } })],
});

/** What is in a summary, and whether something of it ran. */
async function madeOf(page: Page) {
  return page.evaluate(() => {
    const all = [...document.querySelectorAll('main *')];
    return {
      elements: [...new Set(all.map((each) => each.localName))].sort(),
      attributes: [...new Set(all.flatMap((each) => each.getAttributeNames()))].sort(),
      classes: [...new Set(all.flatMap((each) => each.className))].filter(Boolean),
      links: all.flatMap((each) => each.getAttribute('href') ?? []),
      pwned: 'pwned' in window,
    };
  });
}

async function isInert(page: Page): Promise<void> {
  const { elements, attributes, classes, links, pwned } = await madeOf(page);
  expect(elements.filter((each) => !ELEMENTS.includes(each))).toEqual([]);
  expect(attributes.filter((each) => !['align', 'class', 'href'].includes(each))).toEqual([]);
  expect(classes).toEqual(['language-mermaid']);
  expect(links.filter((each) => !OURS.test(each))).toEqual([]);
  expect(pwned).toBe(false);
}

inBrowser('the job summary', (open) => {
  test.each([
    ['a gate', gateMarkdown(GATE), GATE.findings.length],
    ['a check', toMarkdown(CHECK), 1],
  ])('of %s is Markdown that GitHub takes as it is', async (_, markdown, findings) => {
    const { page, misdeeds } = await open(summaryPage(markdown));
    await isInert(page);
    expect(await page.locator('h3').count()).toBe(findings);
    expect(await page.locator('code.language-mermaid').count()).toBe(1);
    expect(misdeeds).toEqual([]);
  });

  test.each(PAYLOADS)('lets no value be more than text: %j', async (payload) => {
    for (const markdown of [
      gateMarkdown(GateReport.parse(withPayload(GATE, payload))),
      toMarkdown(Report.parse(withPayload(CHECK, payload))),
    ]) {
      const { page, misdeeds } = await open(summaryPage(markdown));
      await isInert(page);
      expect(misdeeds).toEqual([]);
    }
  });

  for (const [name, gate] of Object.entries({ good: goodGate(), broken: GATE }))
    drawn.each(LOOKS)(`has a chain that Mermaid draws: ${name}, $theme, $width wide${note}`, async ({ theme, viewport, width }) => {
      const { page, misdeeds } = await open(summaryPage(gateMarkdown(gate)), { theme, viewport });
      expect(await draw(page, mermaid ?? '', theme)).toEqual(['']);
      const picture = page.locator('.drawn svg');
      const { x, width: taken } = (await picture.boundingBox()) ?? { x: -1, width: 0 };
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + taken).toBeLessThanOrEqual(width);
      for (const link of ['host', 'toolchain', 'build', 'detach']) expect(await picture.textContent()).toContain(link);
      // Letters of at least 11 pixels, where the window is wide: the smallest that GitHub itself uses.
      if (width === WIDE.width) expect(await lettersOf(page)).toBeGreaterThanOrEqual(11);
      expect(misdeeds).toEqual([]);
    });

  drawn(`has a chain that no value gets into${note}`, async () => {
    const summaries = PAYLOADS.map((payload) => gateMarkdown(GateReport.parse(withPayload(GATE, payload))));
    const { page, misdeeds } = await open(summaryPage(summaries.join('\n\n')));
    expect(await draw(page, mermaid ?? '', 'light')).toEqual(PAYLOADS.map(() => ''));
    const { elements, links, pwned } = await madeOf(page);
    expect(elements.filter((each) => ['script', 'img', 'image', 'iframe', 'use', 'form', 'input', 'animate'].includes(each))).toEqual([]);
    expect(links.filter((each) => !OURS.test(each) && !each.startsWith('#'))).toEqual([]);
    expect(pwned).toBe(false);
    expect(misdeeds).toEqual([]);
  });

  drawn(`has a chain that is drawn whatever breaks behind it${note}`, async () => {
    const consequences = Array.from({ length: 3000 }, (_, at) => `cause-${at}`);
    const findings = GATE.findings.map((each) => ({ ...each, consequences }));
    const { page } = await open(summaryPage(gateMarkdown({ ...GATE, findings })));
    expect(await draw(page, mermaid ?? '', 'light')).toEqual(['']);
  });
});

/** The size of the letters in the picture, as they come to the screen. */
function lettersOf(page: Page): Promise<number> {
  return page.locator('.drawn svg').evaluate((svg) => {
    const scale = svg.getBoundingClientRect().width / (svg as SVGSVGElement).viewBox.baseVal.width;
    const label = svg.querySelector('.nodeLabel, .label');
    return label ? Number.parseFloat(getComputedStyle(label).fontSize) * scale : 0;
  });
}
