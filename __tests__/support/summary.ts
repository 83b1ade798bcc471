import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { marked } from 'marked';
import type { Page } from 'playwright-core';

const STYLE = createRequire(import.meta.url).resolve('github-markdown-css/github-markdown.css');

/** A job summary as a page in the manner of GitHub's: GitHub's Markdown, its style. What it draws itself is left to `draw`. */
export function summaryPage(markdown: string): string {
  const style = readFileSync(STYLE, 'utf8');
  const body = marked.parse(markdown, { gfm: true, async: false });
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>summary</title>
<style>${style}
:root { color-scheme: light dark }
body { margin: 0; background: light-dark(#ffffff, #0d1117) }
.markdown-body { max-width: 1012px; margin: 0 auto; padding: 24px }
.markdown-body svg { max-width: 100%; height: auto }
@media (max-width: 767px) { .markdown-body { padding: 16px } }
</style></head>
<body><main class="markdown-body">${body}</main></body>
</html>
`;
}

/**
 * Draws the pictures of a summary with Mermaid, as GitHub does.
 * @param mermaid the path of its script
 * @returns what it has against each text; empty where it drew it
 */
export async function draw(page: Page, mermaid: string, theme: 'light' | 'dark'): Promise<string[]> {
  await page.addScriptTag({ path: mermaid });
  return page.evaluate<string[]>(`(async () => {
    mermaid.initialize({ startOnLoad: false, theme: ${JSON.stringify(theme === 'dark' ? 'dark' : 'default')}, securityLevel: 'strict' });
    const problems = [];
    for (const code of document.querySelectorAll('code.language-mermaid')) {
      try {
        const { svg } = await mermaid.render('drawn' + problems.length, code.textContent);
        problems.push('');
        const drawn = document.createElement('div');
        drawn.className = 'drawn';
        drawn.innerHTML = svg;
        code.parentElement.replaceWith(drawn);
      } catch (error) {
        problems.push(String(error));
      }
    }
    return problems;
  })()`);
}
