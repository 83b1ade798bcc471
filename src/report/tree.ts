import pc from 'picocolors';
import type { Cause } from '../causes/cause.js';
import { CHAIN, rank } from '../model/chain.js';
import type { Level } from '../model/report.js';
import { shorten } from './sanitize.js';
import { LEVEL_MARK } from './text.js';

/** The decision tree as data: the chain's questions in order, and what a "no" can mean. */
export interface Tree {
  schema: 'delve-gate/tree/1';
  links: {
    link: string;
    question: string;
    /** Where a "yes" leads. */
    next: string | null;
    causes: { cause: string; level: Level; title: string; breaks: readonly string[] }[];
  }[];
}

/** The tree, made from the catalog. */
export function treeOf(causes: readonly Cause[]): Tree {
  const links = CHAIN.map(({ link, question }, at) => ({
    link,
    question,
    next: CHAIN[at + 1]?.link ?? null,
    causes: causes
      .filter((cause) => cause.link === link)
      .map(({ id, level, title, breaks }) => ({ cause: id, level, title, breaks: broken(link, breaks) })),
  }));
  return { schema: 'delve-gate/tree/1', links };
}

function broken(link: Cause['link'], breaks: Cause['breaks']): readonly string[] {
  const later = CHAIN.map((step) => step.link).filter((each) => rank(each) > rank(link));
  if (typeof breaks === 'boolean') return breaks ? later : [];
  return later.filter((each) => breaks.includes(each));
}

/** As a page for a terminal. */
export function treeText(tree: Tree, { colour, width }: { colour: boolean; width: number }): string {
  const c = pc.createColors(colour);
  const paint = { error: c.red, warning: c.yellow, note: c.cyan };
  const column = Math.max(...tree.links.flatMap(({ causes }) => causes.map(({ cause }) => cause.length)));
  const lines = tree.links.flatMap(({ link, question, next, causes }, at) => [
    `${c.bold(`${at + 1}. ${link}`)}  ${question}`,
    ...causes.map(({ cause, level, title }) => {
      const mark = paint[level](`${LEVEL_MARK[level]} ${cause}`);
      return `   │  ${mark}${' '.repeat(column - cause.length)}  ${c.dim(shorten(title, Math.max(20, width - column - 10)))}`;
    }),
    next === null ? `   ╰─ ${c.green('yes: it can be debugged here')}` : `   ╰─ ${c.green('yes')}: go on`,
  ]);
  return `${lines.join('\n')}\n`;
}

/** As a picture: https://mermaid.js.org/syntax/flowchart.html */
export function treeMermaid(tree: Tree): string {
  const lines = ['flowchart TD'];
  for (const { link, question, next, causes } of tree.links) {
    lines.push(`  ${link}{"${quoted(question)}"}`);
    lines.push(`  ${link} -- yes --> ${next ?? 'debugged(["it can be debugged here"])'}`);
    if (causes.length > 0) {
      lines.push(`  ${link} -- no --> ${link}_no["${causes.map(({ cause }) => quoted(cause)).join('<br>')}"]:::broken`);
    }
  }
  lines.push('  classDef broken fill:#ffebe9,stroke:#cf222e,color:#a40e26,text-align:left');
  return `${lines.join('\n')}\n`;
}

function quoted(text: string): string {
  return text.replaceAll('"', '#quot;');
}
