import pc from 'picocolors';
import type { Standing, Who, WhoRow } from '../model/who.js';
import { plain, shorten } from './sanitize.js';
import { type Colours, type TextOptions, wrap } from './text.js';

const MARK: Record<Standing, string> = { same: '✓', patch: '·', moves: '~', differs: '✗', unknown: '?' };
const TITLES: Record<WhoRow['where'], string> = { machine: 'On this machine', repository: 'By the files of the repository' };
/** Columns of a row before its last: the mark, who, and the version. */
const MARGIN = 2;

/** Which Go each one would run, as a page for a terminal: one table, what disagrees marked, and what that means. */
export function whoText(who: Who, { colour, width }: TextOptions): string {
  const c = pc.createColors(colour);
  const columns = {
    who: columnOf(
      who.rows.map((row) => row.who),
      28,
    ),
    go: columnOf(
      who.rows.map((row) => row.go),
      20,
    ),
  };
  const parts = [
    `${c.bold('delve-gate env who')}  ${c.dim(shorten(plain(who.dir), width - 20))}`,
    ...(['machine', 'repository'] as const).flatMap((where) => {
      const rows = who.rows.filter((row) => row.where === where);
      return rows.length === 0 ? [] : ['', c.bold(TITLES[where]), ...rows.flatMap((row) => lines(row, columns, c, width))];
    }),
    '',
    ...verdict(who, c, width),
    '',
  ];
  return parts.join('\n');
}

function columnOf(texts: readonly string[], most: number): number {
  return Math.min(most, Math.max(...texts.map((text) => plain(text).length)));
}

function lines({ who, go, at, standing, note }: WhoRow, columns: { who: number; go: number }, c: Colours, width: number): string[] {
  const paint = painter(standing, c);
  const head = `${MARK[standing]} ${shorten(plain(who), columns.who).padEnd(columns.who)}  ${shorten(plain(go), columns.go).padEnd(columns.go)}  `;
  const indent = ' '.repeat(MARGIN + head.length);
  const room = width - indent.length;
  const place = plain(at);
  const rest = plain(note);
  // On one line where it fits; the path whole, whatever it takes.
  const together = [place, rest].filter(Boolean).join('  ');
  if (together.length <= room) return [`${' '.repeat(MARGIN)}${paint(head)}${place}${place && rest ? '  ' : ''}${c.dim(rest)}`.trimEnd()];
  const texts = [...(place ? wrap(place, indent, width) : []), ...(rest ? wrap(rest, indent, width).map((line) => c.dim(line)) : [])];
  const [first = '', ...more] = texts;
  return [`${' '.repeat(MARGIN)}${paint(head)}${first.replace(indent, '')}`, ...more];
}

function painter(standing: Standing, c: Colours): (text: string) => string {
  if (standing === 'differs') return (text) => c.bold(c.red(text));
  return standing === 'same' ? c.green : standing === 'unknown' ? c.dim : c.yellow;
}

function verdict({ go, verdict: said, rows }: Who, c: Colours, width: number): string[] {
  const count = (standing: Standing) => rows.filter((row) => row.standing === standing).length;
  const aside = [
    [count('patch'), 'with another patch level (·)'],
    [count('moves'), 'moving with the releases of Go (~)'],
    [count('unknown'), 'that cannot be told (?)'],
  ] as const;
  const also = aside.flatMap(([number, what]) => (number > 0 ? [`${number} ${what}`] : [])).join(', ');
  const name = go === null ? 'no Go runs in the project' : `Go ${go.replace(/^go/, '')} runs in the project`;
  const main = {
    agree: c.green(`${c.bold('agree')}: ${name}, and nothing that can be told names another minor version`),
    disagree: c.red(`${c.bold('disagree')}: ${name}; ${count('differs')} of ${rows.length} would run another (✗)`),
    error: c.red(`${c.bold('error')}: ${name}; not everybody could be asked (?)`),
  }[said];
  return [main, ...(also ? wrap(also, '', width).map((line) => c.dim(line)) : [])];
}
