import pc from 'picocolors';
import type { Diagnosis } from '../model/diagnosis.js';
import { codeBlock, markdown, plain, shorten } from './sanitize.js';

/** Causes that a page shows; the rest are in the JSON. */
const SHOWN = 5;
const MARK: Record<Diagnosis['causes'][number]['confidence'], string> = { certain: '✗', likely: '▲', possible: '·' };

/** What a log says, as a page for a terminal. */
export function diagnosisText({ causes, decide }: Diagnosis, { colour, width }: { colour: boolean; width: number }): string {
  const c = pc.createColors(colour);
  const paint = { certain: c.red, likely: c.yellow, possible: c.cyan };
  const lines = [`${c.bold('delve-gate')}  ${c.dim(headline(causes))}`];
  for (const { cause, confidence, link, title, lines: said, fix } of causes.slice(0, SHOWN)) {
    lines.push(
      '',
      `${paint[confidence](`${MARK[confidence]} ${cause}`)}  ${c.dim(`${confidence} · link ${link}`)}`,
      `    ${c.bold(title)}`,
    );
    for (const { line, text } of said)
      lines.push(`    ${c.dim(`line ${line}`.padEnd(10))}${shorten(plain(text.trim()), Math.max(20, width - 14))}`);
    fix.forEach((each, at) => {
      lines.push(`    ${c.dim((at === 0 ? 'fix' : '').padEnd(10))}${c.cyan(plain(each))}`);
    });
    lines.push(`    ${c.dim('more'.padEnd(10))}delve-gate explain ${cause}`);
  }
  if (causes.length > SHOWN) lines.push('', c.dim(`+${causes.length - SHOWN} more, less likely: --format json`));
  if (decide.length > 0) {
    lines.push('', c.bold(causes.length > 0 ? 'The text alone cannot decide. These would:' : 'What would tell:'));
    for (const { run, tells } of decide) lines.push(`    ${c.cyan(plain(run))}`, `      ${c.dim(plain(tells))}`);
  }
  return `${lines.join('\n')}\n`;
}

function headline(causes: Diagnosis['causes']): string {
  const [first] = causes;
  if (!first) return 'unknown: no line of this text is a message that delve-gate knows';
  if (causes.length === 1 || first.confidence === 'certain') return `${first.confidence}: ${first.cause}`;
  return `${causes.length} causes print this`;
}

/** The same for a pull request or an issue. */
export function diagnosisMarkdown({ causes, decide }: Diagnosis): string {
  const lines = [`## delve-gate: ${markdown(headline(causes))}`];
  for (const { cause, confidence, title, lines: said, fix, page } of causes.slice(0, SHOWN)) {
    lines.push('', `### [${markdown(cause)}](${page}) (${confidence})`, '', markdown(title), '');
    lines.push(codeBlock(said.map(({ line, text }) => `${line}: ${shorten(text, 400)}`).join('\n')));
    if (fix.length > 0) lines.push('', '**fix:**', '', codeBlock(fix.join('\n')));
  }
  for (const { run, tells } of decide) lines.push('', `**to decide:** ${markdown(tells)}`, '', codeBlock(run));
  return `${lines.join('\n')}\n`;
}
