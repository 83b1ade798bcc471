import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import leven from 'leven';
import pc from 'picocolors';
import { CAUSES } from '../causes/index.js';
import { CHAIN } from '../model/chain.js';
import { type ExplainArguments, UsageError } from './arguments.js';
import { pageOf } from './page.js';

/** Letters that a mistyped name may be away from the right one. */
const MAX_DISTANCE = 5;

/**
 * The page of a cause, or the list of all.
 * @param root the folder that holds `docs/causes`
 * @throws UsageError for a name that is no cause
 */
export function explain(args: ExplainArguments, root: string): string {
  const { colour } = pageOf(args);
  const c = pc.createColors(colour);
  if (args.cause === undefined) return list(c);
  const cause = CAUSES.find(({ id, aliases }) => id === args.cause || aliases?.includes(args.cause as string));
  if (!cause) throw new UsageError(`"${args.cause}" is no cause${suggestion(args.cause)}; delve-gate explain lists them all`);
  const page = readFileSync(join(root, 'docs', 'causes', `${cause.id}.md`), 'utf8');
  return args.format === 'markdown' ? page : painted(page, c);
}

function suggestion(given: string): string {
  const near = CAUSES.map(({ id }) => ({ id, distance: leven(given, id) })).sort((a, b) => a.distance - b.distance)[0];
  return near && near.distance <= MAX_DISTANCE ? ` (did you mean ${near.id}?)` : '';
}

function list(c: ReturnType<typeof pc.createColors>): string {
  const column = Math.max(...CAUSES.map(({ id }) => id.length));
  return CHAIN.flatMap(({ link, question }) => [
    `${c.bold(link)}  ${c.dim(question)}`,
    ...CAUSES.filter((cause) => cause.link === link).map(({ id, title }) => `  ${id.padEnd(column)}  ${c.dim(title)}`),
    '',
  ]).join('\n');
}

/** Markdown as it reads on a terminal: headings stand out, fences and marks go. */
function painted(page: string, c: ReturnType<typeof pc.createColors>): string {
  let code = false;
  return page
    .replace(/<!--[\s\S]*?-->\n?/g, '')
    .split('\n')
    .flatMap((line) => {
      if (/^```/.test(line)) {
        code = !code;
        return [];
      }
      if (code) return [`    ${c.cyan(line)}`];
      const heading = /^#+ (.*)/.exec(line)?.[1];
      const text = unmarked(heading ?? line);
      return [heading === undefined ? text : c.bold(text)];
    })
    .join('\n');
}

function unmarked(text: string): string {
  return text
    .replace(/\[([^\]\n]+)\]\([^)\n]+\)/g, '$1')
    .replace(/\*\*([^*\n]+)\*\*/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+.!|<>-])/g, '$1')
    .replace(/`([^`\n]+)`/g, '$1');
}
