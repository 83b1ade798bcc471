import pc from 'picocolors';
import type { Bisection, BisectResult, Culprit, Traced } from '../model/bisect.js';
import { brief, plain } from './sanitize.js';
import { wrap } from './text.js';

type Colours = ReturnType<typeof pc.createColors>;
const INDENT = 14;

const HEADINGS: Record<BisectResult, string> = {
  passes: 'the check passes here: there is nothing to bisect',
  found: 'it is the environment',
  'not-the-environment': 'it is not the environment: a clean one fails in the same way',
  flaky: 'cannot say: the check does not give the same result twice',
  unclear: 'cannot say',
};

/** What `env bisect` found, as a page for a terminal. */
export function bisectText(found: Bisection, { colour, width }: { colour: boolean; width: number }): string {
  const c = pc.createColors(colour);
  const { result, reason, causes, traced, clean, candidates, runs, ms } = found;
  const rows = (name: string, text: string, paint: (line: string) => string = (line) => line) =>
    wrap(plain(text), ' '.repeat(INDENT), width).map(
      (line, at) => `    ${c.dim((at === 0 ? name : '').padEnd(INDENT - 4))}${paint(line.slice(INDENT))}`,
    );
  const lines = [`${c.bold('delve-gate')}  ${c.dim(HEADINGS[result])}`];
  if (reason !== null) lines.push(...rows('why', reason));
  if (result === 'found') for (const each of traced) lines.push('', ...tracedLines(each, c, width, rows));
  else
    for (const { cause, title, found: seen } of causes)
      lines.push('', `${c.red(`✗ ${cause}`)}`, ...rows('', title, c.bold), ...rows('found', seen));
  if (clean) {
    const kept = clean.kept.length > 0 ? `; kept: ${clean.kept.join(', ')}` : '';
    lines.push('', ...rows('clean', `HOME=${clean.HOME ?? ''} PATH=${clean.PATH} GOENV=off${kept}`, c.dim));
    lines.push(...rows('tried', `${runs} checks in ${(ms / 1000).toFixed(1)} s; ${candidates} differences to that`, c.dim));
  }
  return `${lines.join('\n')}\n`;
}

type Rows = (name: string, text: string, paint?: (line: string) => string) => string[];

function tracedLines({ cause, link, title, sets, complete }: Traced, c: Colours, width: number, rows: Rows): string[] {
  const lines = [`${c.red(`✗ ${cause}`)}  ${c.dim(`link ${link}`)}`, ...rows('', title, c.bold)];
  sets.forEach((set, at) => {
    const together = set.length > 1 ? `${set.length} together` : 'alone';
    lines.push(...rows(at === 0 ? 'by' : 'or by', together, c.dim));
    for (const each of set) {
      lines.push(...rows('', brief(named(each), Math.max(20, 3 * width)), c.yellow));
      lines.push(...rows('', `${origin(each)}; ${undo(each)}`, c.dim));
    }
  });
  if (!complete) lines.push(...rows('note', 'not followed to the end: it may be fewer of these, and there may be others'));
  return lines;
}

function named({ kind, name, value }: Culprit): string {
  if (kind === 'goenv-file') return 'the GOENV file itself';
  if (kind === 'path-folder') return `${value} on PATH`;
  if (kind === 'path-order') return 'the order of the folders on PATH';
  return value === null ? name : `${name}=${value}`;
}

function origin({ kind, place }: Culprit): string {
  if (!place) return kind === 'variable' ? 'from the environment' : 'from PATH';
  return `from ${place.file}${place.line === undefined ? '' : `:${place.line}`}`;
}

function undo({ kind, name }: Culprit): string {
  if (kind === 'variable') return `undo: unset ${name}`;
  if (kind === 'goenv-line') return `undo: go env -u ${name}, or remove the line`;
  if (kind === 'goenv-file') return 'undo: make it a file that can be read, or move it away';
  return kind === 'path-folder' ? 'undo: take it out of PATH' : 'undo: put the folder of the go that is meant first';
}
