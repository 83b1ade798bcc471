// Writes src/report/html/assets.ts of what is in src/report/html/browser: the page's style and script, small, and their hashes for its
// Content-Security-Policy. Run: npm run html-assets
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transformSync } from '@swc/core';

const folder = fileURLToPath(new URL('../src/report/html', import.meta.url));
/** What the others share, and these, in the order in which they begin. */
const SHARED = 'start.ts';
const SCRIPTS = ['theme.ts', 'copy.ts', 'filter.ts', 'print.ts'];
const STYLES = ['colours', 'base', 'frame', 'verdict', 'chain', 'tables', 'filters', 'findings', 'other'].map((name) => `${name}.css`);

const read = (name) => readFileSync(join(folder, 'browser', name), 'utf8').replaceAll('\r\n', '\n');
/** A module that imports of the shared one alone, as a part of one script. */
const part = (name) =>
  read(name)
    .replace(/^import .* from '\.\/start\.js';$/m, '')
    .replace(/^export (\{\};)?/gm, '');
const hash = (text) => `sha256-${createHash('sha256').update(text).digest('base64')}`;

/** @returns {string} the text of assets.ts */
export function htmlAssets() {
  const source = [part(SHARED), ...SCRIPTS.map((name) => `{${part(name)}}`)].join('\n');
  const { code } = transformSync(`(() => {'use strict';\n${source}\n})();`, {
    isModule: false,
    minify: true,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022', minify: { compress: { passes: 2 }, mangle: true } },
  });
  const script = code.trim();
  const style = STYLES.map(read)
    .join('')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .trim();
  for (const [text, end] of [
    [script, '</script'],
    [style, '</style'],
  ])
    if (text.toLowerCase().includes(end) || text.includes('<!--')) throw new Error(`the page's ${end.slice(2)} would end its own element`);
  const constants = { STYLE: style, STYLE_HASH: hash(style), SCRIPT: script, SCRIPT_HASH: hash(script) };
  return [
    '// Made by scripts/html-assets.mjs of what is in browser/. Change it there, and run: npm run html-assets',
    ...Object.entries(constants).map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`),
    '',
  ].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync(join(folder, 'assets.ts'), htmlAssets());
