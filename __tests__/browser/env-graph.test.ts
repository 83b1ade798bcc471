import { expect, test } from '@jest/globals';
import type { GoFacts } from '../../src/model/facts.js';
import { graphMermaid, graphOf } from '../../src/report/env-graph.js';
import { script, WIDE } from '../support/browser.js';
import { healthy } from '../support/facts.js';
import { PAYLOADS } from '../support/hostile.js';
import { draw, summaryPage } from '../support/summary.js';
import { inBrowser } from './setup.js';

const { findMermaid } = await script('mermaid');
const { mermaid, reason }: { mermaid?: string; reason?: string } = findMermaid();
const drawn = mermaid === undefined ? test.skip : test;
const note = mermaid === undefined ? ` (skipped: ${reason})` : '';

const COMMAND = '/usr/local/go/bin/go';

/** A picture as it stands in a summary, of an environment with a value that anybody may have written. */
function pictureOf(value: string): string {
  const go = healthy().go as GoFacts;
  const facts: GoFacts = {
    ...go,
    env: {
      value: { GOROOT: '/usr/local/go', GOVERSION: 'go1.26.8', GOPATH: value, GOBIN: value, GOMODCACHE: '/m', GOCACHE: '/c', GOENV: '/e' },
    },
    origins: {
      GOROOT: { source: 'default', by: [{ file: COMMAND }] },
      GOVERSION: { source: 'computed', by: [{ file: value, line: 3, written: value }, { variable: 'GOTOOLCHAIN' }] },
      GOTOOLCHAIN: { source: 'environment', written: value },
      GOPATH: { source: 'go-env-w', place: { file: '/e', line: 1 }, written: value },
      GOBIN: { source: 'environment', written: value },
      GOMODCACHE: { source: 'default', by: [{ variable: 'GOPATH' }] },
      GOCACHE: { source: 'default', by: [{ variable: 'HOME' }] },
      GOENV: { source: 'default', by: [{ variable: 'HOME' }] },
    },
  };
  return `\`\`\`mermaid\n${graphMermaid(graphOf(facts, { HOME: value, PATH: value }))}\`\`\`\n`;
}

inBrowser('the graph of the environment', (open) => {
  drawn.each(['/home/me/go', '- x', '1. x', '# x', '`x`', 'end', '', '日本', ...PAYLOADS])(
    `is drawn, and no value is more than text: %j${note}`,
    async (value) => {
      const { page, misdeeds } = await open(summaryPage(pictureOf(value)), { theme: 'light', viewport: WIDE });
      expect(await draw(page, mermaid ?? '', 'light')).toEqual(['']);
      const picture = page.locator('.drawn svg');
      expect(await picture.locator('.node').count()).toBe(13);
      for (const name of ['GOROOT', 'GOPATH', 'GOMODCACHE', COMMAND]) expect(await picture.textContent()).toContain(name);
      const made = await page.evaluate(() => ({
        pwned: 'pwned' in window,
        tags: [...document.querySelectorAll('.drawn a, .drawn img, .drawn script, .drawn iframe, .drawn form, .drawn h1')].length,
      }));
      expect(made).toEqual({ pwned: false, tags: 0 });
      expect(misdeeds).toEqual([]);
    },
  );

  drawn(`shows a value as it is${note}`, async () => {
    const { page } = await open(summaryPage(pictureOf('/a b/"c"<d>&`e`#1; (x) 日本')), { theme: 'light', viewport: WIDE });
    await draw(page, mermaid ?? '', 'light');
    expect(await page.locator('.drawn svg').textContent()).toContain('/a b/"c"<d>&`e`#1; (x) 日本');
  });
});
