import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { GateReport } from '../../src/model/gate.js';
import { Report } from '../../src/model/report.js';
import { SCRIPT, STYLE } from '../../src/report/html/assets.js';
import { checkToHtml, toHtml } from '../../src/report/html/page.js';
import { brokenGate } from '../support/gates.js';
import { PAYLOADS, withPayload } from '../support/hostile.js';
import { finding, report } from '../unit/report/sample.js';
import { inBrowser } from './setup.js';

/** Every element and attribute that a page may have; what is not here came out of a value. */
const ELEMENTS =
  'html head meta title style script body a header p svg circle path rect nav ul li button main section h1 h2 h3 div dl dt dd code ol span b table caption thead tr th tbody td search label input fieldset legend select option optgroup article details summary pre footer';
const ATTRIBUTES =
  'lang charset http-equiv content name class href id viewBox width height aria-hidden cx cy r x y rx d preserveAspectRatio aria-label aria-labelledby type tabindex role scope colspan for autocomplete spellcheck placeholder value checked hidden label rel data-level data-link data-legs data-targets data-all data-scripted data-theme open';

/** What the page is made of. */
async function madeOf(page: Page) {
  return page.evaluate(() => {
    const all = [...document.querySelectorAll('*')];
    return {
      elements: [...new Set(all.map((each) => each.localName))],
      attributes: [...new Set(all.flatMap((each) => each.getAttributeNames()))],
      scripts: [...document.scripts].map(({ textContent }) => textContent),
      styles: [...document.querySelectorAll('style')].map(({ textContent }) => textContent),
      links: all.flatMap((each) => each.getAttribute('href') ?? []).filter((href) => !href.startsWith('#')),
      ids: all.flatMap((each) => each.id || []),
      pwned: 'pwned' in window,
      title: document.title,
      unseen: /[\p{Cf}\p{Zl}\p{Zp}]|(?!\n)\p{Cc}/u.test(document.body.textContent ?? ''),
    };
  });
}

async function isInert(page: Page): Promise<void> {
  const { elements, attributes, scripts, styles, links, ids, pwned, title, unseen } = await madeOf(page);
  expect(elements.filter((each) => !ELEMENTS.split(' ').includes(each))).toEqual([]);
  expect(attributes.filter((each) => !ATTRIBUTES.split(' ').includes(each))).toEqual([]);
  expect(scripts).toEqual([SCRIPT]);
  expect(styles).toEqual([STYLE]);
  expect(
    links.filter((each) => !/^https:\/\/github\.com\/delve-gate\/delve-gate\/blob\/main\/docs\/[\w/-]+\.md(#[\w-]+)?$/.test(each)),
  ).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
  expect({ pwned, unseen }).toEqual({ pwned: false, unseen: false });
  expect(title).toMatch(/^delve-gate: /);
}

/** Does what a reader does, wherever something could be waiting for it. */
async function useAll(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const each of document.querySelectorAll<HTMLElement>('summary, button, a[href^="#"], label, option')) each.click();
    for (const each of document.querySelectorAll('*'))
      for (const kind of ['focus', 'mouseover', 'load', 'error']) each.dispatchEvent(new Event(kind));
  });
  await page.getByRole('button', { name: 'Show all' }).click();
  await page.getByRole('searchbox').fill('<img src=x onerror=window.pwned=1>');
}

const GATE = brokenGate();
const CHECK = report({
  findings: [finding({ evidence: [{ what: 'x', value: 'y' }], consequences: ['z'], location: { file: 'f', line: 1 } })],
});

inBrowser('a report that wants to be more than text', (open) => {
  test.each(PAYLOADS)('stays text wherever it stands: %j', async (payload) => {
    const gate = GateReport.parse(withPayload(GATE, payload));
    const { page, misdeeds } = await open(toHtml(gate));
    await isInert(page);
    await useAll(page);
    await isInert(page);
    expect(misdeeds).toEqual([]);
    const check = await open(checkToHtml(Report.parse(withPayload(CHECK, payload))));
    await isInert(check.page);
    expect(check.misdeeds).toEqual([]);
  });

  test('stays text in the address, when the page is opened and when the address changes', async () => {
    const addresses = PAYLOADS.map((payload) => {
      const encoded = encodeURIComponent(payload.replace('\ud800', ''));
      return `#text=${payload}&leg=${encoded}&link=${encoded}`;
    });
    const { page, misdeeds } = await open(toHtml(GATE), { hash: addresses[0] ?? '' });
    for (const address of addresses) {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, address);
      await isInert(page);
    }
    expect(misdeeds).toEqual([]);
  });

  test('could not run if it were more: the policy of the page refuses it', async () => {
    const html = toHtml(GATE).replace('</main>', '<img src=x onerror=window.pwned=1><script>window.pwned=1</script></main>');
    const { page, misdeeds } = await open(html);
    expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
    expect(misdeeds.filter((each) => /Content Security Policy/.test(each))).not.toEqual([]);
  });
});
