// Fills the parts of README.md and docs/gate.md that come from elsewhere: the tables of causes, the workflow that users copy. Run: npm run readme [FOLDER]
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compiled } from './compiled.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { CAUSES, GATE_CAUSES, LINKS } = await compiled('readme', ['causes/index', 'gate/causes', 'model/chain']);

const causes = LINKS.flatMap((link) =>
  CAUSES.filter((cause) => cause.link === link).map(
    (cause, at) => `| ${at === 0 ? `**${link}**` : ''} | [\`${cause.id}\`](docs/causes/${cause.id}.md) | ${cause.title} |`,
  ),
);
const workflow = readFileSync(join(root, 'examples', 'workflows', 'smallest.yml'), 'utf8').trim();
const gate = Object.entries(GATE_CAUSES).flatMap(([id, { title, expected, fix, level }]) => [
  `### ${id}`,
  '',
  `${title}. Expected: ${expected}.${level ? ` (${level})` : ''}`,
  '',
  ...fix.map((each) => `- ${each}`),
  '',
]);
const FILES = {
  'README.md': {
    causes: ['| link | cause | what is wrong |', '| --- | --- | --- |', ...causes].join('\n'),
    'examples/workflows/smallest.yml': `\`\`\`yaml\n${workflow}\n\`\`\``,
  },
  'docs/gate.md': { 'gate causes': `\n${gate.join('\n')}` },
};

const out = process.argv[2] ?? root;
for (const [file, parts] of Object.entries(FILES)) {
  let text = readFileSync(join(root, file), 'utf8');
  for (const [name, part] of Object.entries(parts)) {
    const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const [from, to] = [text.indexOf(start), text.indexOf(end)];
    if (from < 0 || to < from) throw new Error(`${file} has no ${start} … ${end}`);
    text = `${text.slice(0, from)}${start}\n${part}\n${text.slice(to)}`;
  }
  mkdirSync(dirname(join(out, file)), { recursive: true });
  writeFileSync(join(out, file), text);
}
