// Fills the parts of README.md and docs/ that come from elsewhere: the tables of causes, and the workflows that users copy, which are the
// files that are linted and tested: `<!-- examples/workflows/X.yml -->` whole, `<!-- examples/workflows/X.yml JOB… -->` those jobs alone.
// Run: npm run readme [FOLDER]
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
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
const gate = Object.entries(GATE_CAUSES).flatMap(([id, { title, expected, fix, level }]) => [
  `### ${id}`,
  '',
  `${title}. Expected: ${expected}.${level ? ` (${level})` : ''}`,
  '',
  ...fix.map((each) => `- ${each}`),
  '',
]);
const PARTS = {
  causes: ['| link | cause | what is wrong |', '| --- | --- | --- |', ...causes].join('\n'),
  'gate causes': `\n${gate.join('\n')}`,
};

/** A workflow, or some of its jobs, as a block of code. */
function workflow(file, jobs) {
  const lines = readFileSync(join(root, file), 'utf8').trimEnd().split('\n');
  const shown = jobs.length === 0 ? lines : ['jobs:', ...jobs.flatMap((job) => linesOf(job, lines, file))];
  return ['```yaml', ...shown, '```'].join('\n');
}

/** A job from its name to the next, without the comments that stand before that. */
function linesOf(job, lines, file) {
  const from = lines.indexOf(`  ${job}:`);
  if (from < 0) throw new Error(`${file} has no job ${job}`);
  const next = lines.findIndex((line, at) => at > from && /^ {2}\S/.test(line));
  return lines
    .slice(from, next < 0 ? undefined : next)
    .join('\n')
    .trimEnd()
    .split('\n');
}

const out = process.argv[2] ?? root;
const docs = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
for (const file of ['README.md', ...docs.map((name) => `docs/${name}`)]) {
  const text = readFileSync(join(root, file), 'utf8');
  const filled = text.replace(/<!-- (\w[^>]*?) -->\n.*?<!-- \/\1 -->/gs, (_, name) => {
    const [source, ...jobs] = name.split(' ');
    const part = source.endsWith('.yml') ? workflow(source, jobs) : PARTS[name];
    if (part === undefined) throw new Error(`${file}: nobody knows what to put into <!-- ${name} -->`);
    return `<!-- ${name} -->\n${part}\n<!-- /${name} -->`;
  });
  mkdirSync(dirname(join(out, file)), { recursive: true });
  writeFileSync(join(out, file), filled);
}
