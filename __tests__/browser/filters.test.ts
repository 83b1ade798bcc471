import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { toHtml } from '../../src/report/html/page.js';
import { brokenGate } from '../support/gates.js';
import { gateFinding, gateReport, leg } from '../unit/report/gate-sample.js';
import { inBrowser } from './setup.js';

const HTML = toHtml(brokenGate());
const ALL = ['leg-unfinished', 'ptrace-scope-yama', 'debug-info-stripped', 'guest-kernel-panic', 'several-go'];

/** The causes of the findings that can be seen. */
async function seen(page: Page): Promise<string[]> {
  const cards = await page.locator('.finding').filter({ visible: true }).locator('.cause').allTextContents();
  const count = await page.getByRole('status').first().textContent();
  expect(count).toBe(`${cards.length} of ${ALL.length} findings shown`);
  return cards;
}

const hash = (page: Page) => new URL(page.url()).hash;

inBrowser('the filters of the page', (open) => {
  test('are by level, link, leg or target and words; the address carries them', async () => {
    const { page, misdeeds } = await open(HTML);
    expect(await seen(page)).toEqual(ALL);
    expect(hash(page)).toBe('');

    await page.getByLabel('Error').uncheck();
    expect(await seen(page)).toEqual(['several-go']);
    expect(hash(page)).toBe('#level=note');

    await page.getByRole('button', { name: 'Show all' }).click();
    expect(await seen(page)).toEqual(ALL);
    expect(hash(page)).toBe('');

    await page.getByLabel('Link').selectOption('the gate itself');
    expect(await seen(page)).toEqual(['leg-unfinished']);
    await page.getByLabel('Link').selectOption('build');
    expect(await seen(page)).toEqual(['debug-info-stripped']);
    expect(hash(page)).toBe('#link=build');

    await page.getByLabel('Link').selectOption('every link');
    await page.getByLabel('Leg or target').selectOption({ label: 'linux-arm64-1.25.x' });
    expect(await seen(page)).toEqual(['ptrace-scope-yama']);
    expect(hash(page)).toBe('#leg=linux-arm64-1.25.x');
    await page.getByLabel('Leg or target').selectOption({ label: 'linux/riscv64' });
    expect(await seen(page)).toEqual(['guest-kernel-panic']);
    await page.getByLabel('Leg or target').selectOption({ label: 'linux/ppc64le' });
    expect(await seen(page)).toEqual([]);
    await expect(page.getByText('No finding is like that.').isVisible()).resolves.toBe(true);

    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByLabel('Text').fill('GOFLAGS  ci.yml');
    expect(await seen(page)).toEqual(['debug-info-stripped']);
    expect(hash(page)).toBe('#text=GOFLAGS%20%20ci.yml');
    expect(misdeeds).toEqual([]);
  });

  test('look for words of the finding, and not for those of the page around it', async () => {
    const { page } = await open(HTML);
    for (const word of ['differs', 'elsewhere', 'the path that was walked']) {
      await page.getByLabel('Text').fill(word);
      expect(await seen(page)).toEqual([]);
    }
    await page.getByLabel('Text').fill('not syncing');
    expect(await seen(page)).toEqual(['guest-kernel-panic']);
  });

  test('are reached and used by the keyboard alone', async () => {
    const { page, misdeeds } = await open(HTML);
    const focused = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent?.trim());
    const tabTo = async (id: string) => {
      for (let step = 0; step < 60 && (await focused()) !== id; step++) await page.keyboard.press('Tab');
      expect(await focused()).toBe(id);
    };
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to the result');
    await page.keyboard.press('Enter');
    expect(await focused()).toBe('main');
    await tabTo('text');
    await page.keyboard.type('kernel');
    expect(await seen(page)).toEqual(['ptrace-scope-yama', 'debug-info-stripped', 'guest-kernel-panic']);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    expect(await seen(page)).toEqual([]);
    await page.keyboard.press('Space');
    await tabTo('link');
    await page.keyboard.type('attach');
    expect(await seen(page)).toEqual(['ptrace-scope-yama']);
    expect(hash(page)).toBe('#link=attach&text=kernel');
    await tabTo('reset');
    await page.keyboard.press('Enter');
    expect(await seen(page)).toEqual(ALL);
    expect(misdeeds).toEqual([]);
  });

  test.each([
    ['#level=error&link=host', ['guest-kernel-panic']],
    ['#target=windows%2Famd64', ['debug-info-stripped']],
    ['#leg=windows-amd64-1.26.x&text=dwarf', ['debug-info-stripped']],
    ['#level=none', []],
    ['#link=nothing&leg=of&target=ours', ALL],
    ['#legs', ALL],
  ])('are set by the address %s', async (address, expected) => {
    const { page } = await open(HTML, { hash: address });
    expect(await seen(page)).toEqual(expected);
  });

  test('follow the address when it changes, and a link to a finding takes them off', async () => {
    const { page } = await open(HTML, { hash: '#link=build' });
    expect(await seen(page)).toEqual(['debug-info-stripped']);
    await page.getByRole('link', { name: '1 of linux-amd64-1.26.x: show them' }).click();
    expect(await seen(page)).toEqual(['several-go']);
    expect(await page.getByLabel('Leg or target').inputValue()).toBe('leg=linux-amd64-1.26.x');
    await page.getByRole('list').getByRole('link', { name: 'attach' }).click();
    expect(await seen(page)).toEqual(ALL);
    expect(hash(page)).toBe('#finding-2');
    expect(await page.locator('#finding-2').evaluate((card) => card.getBoundingClientRect().top >= 0)).toBe(true);
    await page.goBack();
    expect(await seen(page)).toEqual(['several-go']);
  });

  test('open what a link leads to, when it lay closed', async () => {
    const findings = Array.from({ length: 40 }, (_, at) => gateFinding({ cause: `cause-${at}`, link: at === 39 ? 'detach' : 'env' }));
    const { page } = await open(toHtml(gateReport({ findings, legs: [leg({ verdict: 'fail' })] })));
    const expected = page.locator('#finding-40').getByText('a program with DWARF');
    await expect(expected.isVisible()).resolves.toBe(false);
    await page.getByRole('link', { name: 'detach' }).click();
    await expect(expected.isVisible()).resolves.toBe(true);
  });
});
