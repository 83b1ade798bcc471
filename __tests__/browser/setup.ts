import { afterAll, afterEach, beforeAll, describe, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { type Look, launch, type Opened, Pages, script } from '../support/browser.js';

const { findChromium } = await script('chromium');
const found: { chromium?: string; reason?: string } = findChromium();

export type Open = (html: string, look?: Look) => Promise<Opened>;

/** Tests in a browser of their own; skipped, and told why, where there is none. */
export function inBrowser(name: string, tests: (open: Open) => void): void {
  jest.setTimeout(120_000);
  const { chromium, reason } = found;
  const group = chromium === undefined ? describe.skip : describe;
  group(chromium === undefined ? `${name} (skipped: ${reason})` : name, () => {
    let browser: Browser;
    let pages: Pages;
    beforeAll(async () => {
      browser = await launch(chromium ?? '');
      pages = new Pages(browser);
    });
    afterEach(() => pages.clear());
    afterAll(async () => {
      await browser.close();
      pages.remove();
    });
    tests((html, look) => pages.open(html, look));
  });
}
