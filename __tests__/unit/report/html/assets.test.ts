import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@jest/globals';
import { SCRIPT, SCRIPT_HASH, STYLE, STYLE_HASH } from '../../../../src/report/html/assets.js';
import { toHtml } from '../../../../src/report/html/page.js';
import { ROOT } from '../../../support/world.js';
import { gateReport } from '../gate-sample.js';

const sha256 = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;

test('assets.ts is what browser/ makes: else run npm run html-assets', async () => {
  const { htmlAssets } = await import(pathToFileURL(join(ROOT, 'scripts', 'html-assets.mjs')).href);
  expect(readFileSync(join(ROOT, 'src', 'report', 'html', 'assets.ts'), 'utf8')).toBe(htmlAssets());
});

test("the page's policy lets its own style and script through, as they stand in it, and nothing else", () => {
  const page = toHtml(gateReport());
  const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
  expect(policy?.split('; ')).toEqual([
    "default-src 'none'",
    `script-src '${SCRIPT_HASH}'`,
    `style-src '${STYLE_HASH}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ]);
  const between = (name: string) => [...page.matchAll(new RegExp(`<${name}>([\\s\\S]*?)</${name}>`, 'g'))].map((match) => match[1]);
  expect([between('script'), between('style')]).toEqual([[SCRIPT], [STYLE]]);
  expect([sha256(SCRIPT), sha256(STYLE)]).toEqual([SCRIPT_HASH, STYLE_HASH]);
  expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<style>'));
});

test('style and script name nothing that would be loaded', () => {
  expect(STYLE).not.toMatch(/url\(|@import|@font-face/i);
  expect(SCRIPT).not.toMatch(
    /https?:|\bfetch\b|XMLHttpRequest|WebSocket|import\(|innerHTML|outerHTML|insertAdjacentHTML|\beval\b|Function\(/,
  );
});
