import pc from 'picocolors';
import type { Origin } from '../model/facts.js';
import type { Level } from '../model/report.js';
import { originText, shown } from './env-origin.js';
import { brief, plain } from './sanitize.js';
import { type Colours, LEVEL_MARK, wrap } from './text.js';

/** What differs from Go's defaults: `delve-gate env show` as data. */
export interface Show {
  schema: 'delve-gate/env-show/1';
  /** Why `go env` said nothing; null when it did. Then the values are those that were set. */
  error: string | null;
  /** How many variables there are. */
  of: number;
  variables: {
    variable: string;
    value: string;
    /** The value when nothing is set; null when that is not known. */
    usual: string | null;
    origin: Origin;
    findings: { cause: string; level: Level }[];
  }[];
  /** Variables that somebody set to what they are anyway. */
  needless: string[];
}

const RANK: Level[] = ['error', 'warning', 'note'];

/** The page for a terminal. */
export function showText(show: Show, { colour, width }: { colour: boolean; width: number }): string {
  const c = pc.createColors(colour);
  const column = Math.max(0, ...show.variables.map(({ variable }) => variable.length));
  const lines = [
    ...(show.error === null
      ? []
      : [...wrap(plain(`go env fails, so these are the values that were set: ${show.error}`), '', width).map(c.red), '']),
    c.bold(heading(show)),
    ...show.variables.flatMap((each) => row(each, column, c, width)),
  ];
  if (show.needless.length > 0)
    lines.push('', ...wrap(plain(`Set to what they are anyway: ${show.needless.join(', ')}`), '', width).map(c.dim));
  return `${lines.join('\n')}\n`;
}

function heading({ variables, of, error }: Show): string {
  if (error !== null) return `${variables.length} variables are set`;
  if (variables.length === 0) return `All ${of} variables of Go are as they are by default`;
  return `${variables.length} of ${of} variables of Go ${variables.length === 1 ? 'is' : 'are'} not as by default`;
}

function row({ variable, value, usual, origin, findings }: Show['variables'][number], column: number, c: Colours, width: number): string[] {
  const worst = RANK.find((level) => findings.some((each) => each.level === level));
  const paint = painter(worst, c);
  const indent = ' '.repeat(column + 6);
  const [first = '', ...more] = wrap(brief(shown(value), 400), indent, width);
  const from = `${originText(origin)}${usual === null ? '' : ` · by default ${brief(shown(usual), 60)}`}`;
  return [
    `  ${paint(worst ? LEVEL_MARK[worst] : ' ')} ${c.bold(plain(variable).padEnd(column))}  ${paint(first.trimStart())}`,
    ...more.map(paint),
    ...wrap(plain(from), indent, width).map(c.dim),
    ...findings.flatMap(({ cause, level }) => wrap(plain(`${LEVEL_MARK[level]} ${cause}`), indent, width).map(painter(level, c))),
  ];
}

function painter(level: Level | undefined, c: Colours): (text: string) => string {
  if (level === undefined) return (text) => text;
  return level === 'error' ? c.red : level === 'warning' ? c.yellow : c.cyan;
}
