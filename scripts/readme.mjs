// Fills the parts of README.md that come from elsewhere: the table of causes, the workflow that users copy. Run: npm run readme [FILE]
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compiled } from './compiled.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { CAUSES, LINKS } = await compiled('readme', ['causes/index', 'model/chain']);

const causes = LINKS.flatMap((link) =>
  CAUSES.filter((cause) => cause.link === link).map(
    (cause, at) => `| ${at === 0 ? `**${link}**` : ''} | [\`${cause.id}\`](docs/causes/${cause.id}.md) | ${cause.title} |`,
  ),
);
const workflow = readFileSync(join(root, 'examples', 'workflows', 'smallest.yml'), 'utf8').trim();
const parts = {
  causes: ['| link | cause | what is wrong |', '| --- | --- | --- |', ...causes].join('\n'),
  'examples/workflows/smallest.yml': `\`\`\`yaml\n${workflow}\n\`\`\``,
};

let text = readFileSync(join(root, 'README.md'), 'utf8');
for (const [name, part] of Object.entries(parts)) {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`README.md has no ${start} … ${end}`);
  text = `${text.slice(0, from)}${start}\n${part}\n${text.slice(to)}`;
}
writeFileSync(process.argv[2] ?? join(root, 'README.md'), text);
