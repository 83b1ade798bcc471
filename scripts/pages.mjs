// Writes a page for each cause, and their index, from the catalog and what is told of it. Run: npm run pages [DIR]
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compiled } from './compiled.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const home = join(root, 'docs', 'causes');
const out = process.argv[2] ?? home;
const sources = ['causes/index', 'causes/about/index', 'causes/about/page', 'diagnose/signatures/index', 'model/chain'];
const { ABOUT, causePage, causesIndex, CAUSES, messagesOf, rank, SIGNATURES } = await compiled('pages', sources);

/** What the lab printed, where it made the fault. */
function transcriptOf(id) {
  const file = join(home, 'transcripts', `${id}.txt`);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

mkdirSync(out, { recursive: true });
const along = [...CAUSES].sort((a, b) => rank(a.link) - rank(b.link));
const pages = new Map([['README.md', causesIndex(along)]]);
const untold = along.filter((cause) => !ABOUT[cause.id]).map((cause) => cause.id);
for (const cause of along.filter((each) => ABOUT[each.id]))
  pages.set(`${cause.id}.md`, causePage(cause, ABOUT[cause.id], messagesOf(cause.id, SIGNATURES), transcriptOf(cause.id)));

for (const name of readdirSync(out)) if (name.endsWith('.md') && !pages.has(name)) rmSync(join(out, name));
for (const [name, text] of pages) writeFileSync(join(out, name), text);
console.log(`${pages.size - 1} pages in ${out}`);
if (untold.length > 0) {
  console.error(`nothing is told of: ${untold.join(', ')}`);
  process.exitCode = 1;
}
