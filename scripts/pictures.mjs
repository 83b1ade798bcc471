// Takes pictures of what people look at: the job summary and the HTML page, of a gate that passed and of one that did not, and of a check;
// light and dark, wide and narrow. Run: npm run pictures [FOLDER] (needs what scripts/browser-needs.mjs installs)
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from './chromium.mjs';
import { compiled } from './compiled.mjs';
import { findMermaid } from './mermaid.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = resolve(process.argv[2] ?? join(root, 'node_modules', '.cache', 'delve-gate', 'pictures'));
const { chromium, reason } = findChromium();
if (chromium === undefined) {
  console.error(`no pictures: ${reason}; run: node scripts/browser-needs.mjs`);
  process.exit(1);
}
const { mermaid, reason: undrawn } = findMermaid();
if (mermaid === undefined) console.error(`the pictures of the summary show Mermaid as its text: ${undrawn}`);

const modules = ['support/browser', 'support/gates', 'support/summary'].map((name) => `__tests__/${name}`);
const made = await compiled(
  'pictures',
  [...modules, 'src/report/html/page', 'src/report/gate-markdown', 'src/report/markdown'],
  'tsconfig.check.json',
);

const { Pages, launch, WIDE, NARROW, draw, summaryPage } = made;
const [good, broken, check] = [made.goodGate(), made.brokenGate(), made.brokenCheck()];
const shown = {
  'page-good': made.toHtml(good),
  'page-broken': made.toHtml(broken),
  'page-check': made.checkToHtml(check),
  'summary-good': summaryPage(made.gateMarkdown(good)),
  'summary-broken': summaryPage(made.gateMarkdown(broken)),
  'summary-check': summaryPage(made.toMarkdown(check)),
};

mkdirSync(out, { recursive: true });
const browser = await launch(chromium);
const pages = new Pages(browser);
try {
  for (const [name, html] of Object.entries(shown))
    for (const theme of ['light', 'dark'])
      for (const [width, viewport] of Object.entries({ wide: WIDE, narrow: NARROW })) {
        const { page } = await pages.open(html, { theme, viewport });
        if (name.startsWith('summary') && mermaid !== undefined) await draw(page, mermaid, theme);
        const path = join(out, `${name}-${theme}-${width}.png`);
        await page.screenshot({ path, fullPage: true });
        console.log(path);
        await pages.clear();
      }
} finally {
  await browser.close();
  pages.remove();
}
