import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { checkToHtml, toHtml } from '../../src/report/html/page.js';
import { brokenGate, goodGate } from '../support/gates.js';
import { finding, report } from '../unit/report/sample.js';
import { inBrowser } from './setup.js';

const HTML = toHtml(brokenGate());
const GROUNDS = { light: 'rgb(246, 247, 249)', dark: 'rgb(15, 19, 24)' };
const KEY = 'delve-gate-theme';
const ground = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

inBrowser('the page', (open) => {
  test('says the verdict, and what to do, in a heading and the first line', async () => {
    const { page, misdeeds } = await open(HTML);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Fail: 3 of 10 legs passed');
    expect(await page.title()).toBe('delve-gate: Fail: 3 of 10 legs passed');
    await page.getByRole('link', { name: 'A leg was cut off before it came to a verdict' }).first().click();
    expect(new URL(page.url()).hash).toBe('#finding-1');
    expect(misdeeds).toEqual([]);
  });

  test('tells the chain in words, and what breaks behind a broken link', async () => {
    const { page } = await open(HTML);
    const chain = page.getByRole('region', { name: 'The chain of a debug session' });
    expect((await chain.locator('.step').allInnerTexts()).map((each) => each.split(/\s+/).join(' '))).toEqual([
      ...['✗ host broken', '– go not proved', '– env not proved', '– toolchain not proved', '– install not proved', '– dlv not proved'],
      ...['✗ build broken', '– launch not proved', '✗ attach broken', '– breakpoint not proved', '– detach not proved'],
    ]);
    expect(await chain.getByText('behind it breaks').innerText()).toMatch(
      /build is broken by debug-info-stripped, and behind it breaks breakpoint-file-not-in-program$/,
    );
  });

  test('has the matrix as a table whose cells are told by target and mode', async () => {
    const { page } = await open(HTML);
    const matrix = page.getByRole('table', { name: 'Each target of each leg' });
    const row = matrix.getByRole('row').filter({ hasText: 'linux-arm64-1.26.x' });
    expect(await row.getByRole('rowheader').innerText()).toContain('linux/arm64');
    expect(await row.getByRole('img').evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')))).toEqual([
      ...['pass', 'not asked for', 'pass', 'pass', 'pass', 'pass', 'fail'],
    ]);
    expect(await matrix.getByRole('columnheader').allInnerTexts()).toEqual([
      ...['Target', 'env', 'guest', 'dlv', 'build', 'exec', 'debug', 'attach'],
    ]);
  });

  test('copies one line of a fix, as it is shown, and says so', async () => {
    const { page, misdeeds } = await open(HTML);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const line = page.getByRole('listitem').filter({ hasText: 'sudo sysctl kernel.yama.ptrace_scope=0' });
    await line.getByRole('button', { name: 'Copy this line' }).click();
    await page.getByText('Copied.').waitFor({ state: 'attached' });
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('sudo sysctl kernel.yama.ptrace_scope=0');
    expect(await page.locator('.copied').count()).toBe(1);
    expect(misdeeds).toEqual([]);
  });

  test('selects the line where there is no clipboard', async () => {
    const { page } = await open(HTML);
    await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await page.getByRole('button', { name: 'Copy this line' }).first().press('Enter');
    await page.getByText('Selected. Copy it with your keyboard.').waitFor({ state: 'attached' });
    expect(await page.evaluate(() => String(getSelection()))).toMatch(/^look at the log of that job/);
  });

  test.each(['light', 'dark'] as const)('is %s as the machine is, and otherwise when asked', async (theme) => {
    const other = theme === 'dark' ? 'light' : 'dark';
    const { page, misdeeds } = await open(HTML, { theme });
    expect(await ground(page)).toBe(GROUNDS[theme]);
    await page.getByRole('button', { name: `${other} theme` }).click();
    expect(await ground(page)).toBe(GROUNDS[other]);
    expect(await page.evaluate((key) => localStorage.getItem(key), KEY)).toBe(other);
    await page.getByRole('button', { name: `${theme} theme` }).click();
    expect(await ground(page)).toBe(GROUNDS[theme]);
    expect(misdeeds).toEqual([]);
  });

  // Chromium reloads a file in another process, which may not know yet what the first has kept: so the kept is put there before.
  test('is as it was asked to be the last time', async () => {
    const { page } = await open(HTML, { theme: 'light' });
    await page.addInitScript((key) => localStorage.setItem(key, 'dark'), KEY);
    await page.reload();
    expect(await ground(page)).toBe(GROUNDS.dark);
    await expect(page.getByRole('button', { name: 'Light theme' }).isVisible()).resolves.toBe(true);
  });

  test('without scripts shows every finding, and no button that would do nothing', async () => {
    const { page, misdeeds } = await open(HTML, { scripts: false });
    expect(await page.locator('.finding').filter({ visible: true }).count()).toBe(5);
    expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0);
    expect(await page.getByRole('searchbox').filter({ visible: true }).count()).toBe(0);
    await page.getByText('The path that was walked (9 questions)').click();
    await expect(page.getByText('no: The kernel forbids to attach').isVisible()).resolves.toBe(true);
    expect(misdeeds).toEqual([]);
  });

  test('on paper is light, has all that can be opened open, and no controls', async () => {
    const { page } = await open(HTML, { theme: 'dark' });
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    expect(await ground(page)).toBe('rgb(255, 255, 255)');
    expect(await page.locator('details:not([open])').count()).toBe(0);
    expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0);
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    expect(await page.locator('details[open]').count()).toBe(0);
    expect((await page.pdf()).subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('of a gate that passed has no filters, and every link holds', async () => {
    const { page, misdeeds } = await open(toHtml(goodGate()));
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Pass: all 10 legs reported and passed');
    expect(await page.locator('.state').allInnerTexts()).toEqual(Array(11).fill('holds'));
    expect(await page.getByRole('search').count()).toBe(0);
    expect(misdeeds).toEqual([]);
  });

  test('is the same of a single check: what was tried, and what it saw', async () => {
    const { page, misdeeds } = await open(checkToHtml(report({ findings: [finding()] })));
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Fail: the link build is broken');
    const checks = page.getByRole('table', { name: 'Each check, and what it saw' });
    expect(await checks.getByRole('row').filter({ hasText: 'smoke/exec' }).innerText()).toMatch(
      /\.\/cmd\/app\s+✓ pass\s+stopped in main\.greet, line 6; 1 variable read\s+90 ms/,
    );
    expect(await page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual([
      ...['The chain of a debug session', 'What was tried', 'Findings'],
    ]);
    expect(misdeeds).toEqual([]);
  });
});
