import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { ROOT } from './world.js';

/** Nothing that a browser does of its own accord: no update, no account, no first run. */
const ARGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
export const WIDE = { width: 1280, height: 900 };
/** A small telephone. */
export const NARROW = { width: 360, height: 740 };

/** @param chromiumPath what scripts/chromium.mjs found */
export function launch(chromiumPath: string): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath, headless: true, args: ARGS });
}

/** What a page did that it must not, in the order in which it happened. */
export interface Opened {
  page: Page;
  /** Requests that left the page's own file, dialogs, messages of the console, errors, and what the Content-Security-Policy refused. */
  misdeeds: string[];
}

export interface Look {
  theme?: 'light' | 'dark';
  viewport?: { width: number; height: number };
  /** Whether the page's scripts run. */
  scripts?: boolean;
  /** For tools that a test puts into the page: then its Content-Security-Policy is off. */
  bypassCSP?: boolean;
  /** What follows the file's name in the address. */
  hash?: string;
}

/** Files of a test's pages, and a way to open them as a person does: from the disk. */
export class Pages {
  private readonly folder = mkdtempSync(join(tmpdir(), 'delve-gate-page-'));
  private count = 0;

  constructor(private readonly browser: Browser) {}

  /** Opens a page in a browser that has never seen another. */
  async open(html: string, { theme = 'light', viewport = WIDE, scripts = true, bypassCSP = false, hash = '' }: Look = {}): Promise<Opened> {
    const file = join(this.folder, `${this.count++}.html`);
    writeFileSync(file, html);
    const context = await this.browser.newContext({ colorScheme: theme, viewport, javaScriptEnabled: scripts, bypassCSP });
    const page = await context.newPage();
    const misdeeds: string[] = [];
    const own = pathToFileURL(file).href;
    page.on('request', (request) => {
      if (request.url().split('#')[0] !== own) misdeeds.push(`request ${request.url()}`);
    });
    page.on('dialog', (dialog) => {
      misdeeds.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('console', (message) => misdeeds.push(`console ${message.text()}`));
    page.on('pageerror', (error) => misdeeds.push(`error ${error.message}`));
    await page.goto(`${own}${hash}`);
    return { page, misdeeds };
  }

  /** Closes what was opened. */
  async clear(): Promise<void> {
    for (const context of this.browser.contexts()) await context.close();
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A module of scripts/. */
export function script(name: string) {
  return import(pathToFileURL(join(ROOT, 'scripts', `${name}.mjs`)).href);
}
