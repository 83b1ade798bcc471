import pc from 'picocolors';
import type { Decider, Origin, Place, Source } from '../model/facts.js';
import type { Level } from '../model/report.js';
import type { Seen } from '../model/seen.js';
import type { Setting } from '../model/setting.js';
import { deciderText, originText, placeText, SOURCE_NAMES, shown } from './env-origin.js';
import { brief, plain } from './sanitize.js';
import { type Colours, inert, LEVEL_MARK, wrap } from './text.js';

/** One that sets the variable, or Go's default. */
export interface ShownRung {
  source: Source;
  place?: Place;
  written?: string;
  state: 'wins' | 'next' | 'later' | 'never';
  value: Seen<string> | null;
}

/** Who says what a variable is: `delve-gate env why` as data. */
export interface Why {
  schema: 'delve-gate/env-why/1';
  variable: string;
  /** The value in force, or why it could not be told. */
  value: Seen<string>;
  origin: Origin | null;
  /** Everything that sets it, in the order in which the go command asks. */
  chain: ShownRung[];
  /** What decides a value that nobody set, nearest first, each with its own value. */
  decided: { by: Decider; value: string | null; depth: number }[];
  /** Variables that this one decides here. */
  decides: string[];
  /** Where files set it: read, not run. */
  written: (Setting & { inForce: boolean })[];
  /** Files that could not be read for that. */
  unread: { file: string; reason: string }[];
  findings: { cause: string; level: Level; title: string }[];
  /** What it does to debugging. */
  effect: string | null;
  /** How to take it back; empty where nobody set it. */
  undo: string[];
}

/** A value in a table, in characters. */
const VALUE = 40;
const SCOPE = 40;

/** The page for a terminal. */
export function whyText(why: Why, { colour, width }: { colour: boolean; width: number }): string {
  const c = pc.createColors(colour);
  const parts = [
    heading(why, c, width),
    section('who sets it', chain(why, c, width), c),
    section(why.variable === 'PATH' ? 'the go commands on it' : 'decided by', decided(why, c, width), c),
    section('decides', why.decides.length === 0 ? [] : wrap(why.decides.map((name) => plain(name)).join(', '), '  ', width), c),
    section('written in files', written(why, c, width), c),
    section('found', findings(why, c, width), c),
    section('what it does to debugging', why.effect === null ? [] : wrap(why.effect, '  ', width), c),
    section(
      'take it back',
      why.undo.flatMap((step) => wrap(plain(step), '  ', width).map(c.cyan)),
      c,
    ),
  ];
  const lines = parts.filter((each) => each.length > 0).flatMap((each) => ['', ...each]);
  return `${lines.slice(1).map(inert).join('\n')}\n`;
}

function section(title: string, lines: string[], c: Colours): string[] {
  return lines.length === 0 ? [] : [c.bold(title), ...lines];
}

function heading({ variable, value, origin }: Why, c: Colours, width: number): string[] {
  const name = brief(variable, VALUE);
  const from = origin ? originText(origin) : 'not set, and no variable of go env';
  const told = 'value' in value ? shown(value.value) : `not known: ${value.error}`;
  const lines = wrap(plain(told), ' '.repeat(name.length + 2), width).slice(0, 12);
  const [first = '', ...more] = lines;
  const paint = 'value' in value ? (text: string) => text : c.red;
  return [
    `${c.bold(name)}  ${paint(first.trimStart())}`,
    ...more.map(paint),
    ...wrap(plain(from), ' '.repeat(name.length + 2), width).map(c.dim),
  ];
}

const STATES: Record<ShownRung['state'], string> = {
  wins: 'in force',
  next: 'would be next',
  later: 'after that',
  never: 'does not count',
};

function chain({ chain: rungs }: Why, c: Colours, width: number): string[] {
  const rows = rungs.map((rung) => ({
    rung,
    name: `${SOURCE_NAMES[rung.source]}${rung.place ? `, line ${rung.place.line}` : ''}`,
    // What the go command makes of it, where it says.
    value: brief(shown(rung.value && 'value' in rung.value ? rung.value.value : (rung.written ?? '')), VALUE),
  }));
  const names = Math.max(...rows.map(({ name }) => name.length));
  const values = Math.min(VALUE, Math.max(...rows.map(({ value }) => value.length)));
  return rows.flatMap(({ rung, name, value }, at) => {
    const { state, value: answer } = rung;
    // Lines of one file stand together.
    const place = rung.place?.file === rows[at + 1]?.rung.place?.file ? undefined : rung.place;
    const mark = state === 'wins' ? c.green('▶') : ' ';
    const paint = state === 'wins' ? c.green : state === 'never' ? c.dim : (text: string) => text;
    const row = `  ${mark} ${paint(name.padEnd(names))}  ${paint(value.padEnd(values))}  ${c.dim(STATES[state])}`;
    const where = place ? wrap(plain(place.file), '      ', width).map(c.dim) : [];
    const refused = answer && 'error' in answer ? wrap(plain(`the go command then says: ${answer.error}`), '      ', width).map(c.red) : [];
    return [row.trimEnd(), ...where, ...refused];
  });
}

function decided({ decided: all }: Why, c: Colours, width: number): string[] {
  return all.map(({ by, value, depth }) => {
    const name = deciderText(by);
    const told = value ?? ('variable' in by ? '(unset)' : (by.written ?? ''));
    const indent = '  '.repeat(depth + 1);
    const room = width - indent.length - 2;
    const first = brief(name, room - VALUE);
    return `${indent}${first}  ${c.dim(brief(told, room - first.length))}`.trimEnd();
  });
}

function written({ written: all, unread }: Why, c: Colours, width: number): string[] {
  const rows = all.flatMap((setting) => {
    const { place, scope, value, written: text, inForce } = setting;
    const told = value === null ? text : value;
    const whose = brief(scope, SCOPE);
    const what = `${shown(told)}${value === null ? '  (known when it runs)' : ''}`;
    return [
      `  ${inForce ? c.green('=') : ' '} ${brief(placeText(place), width - 6 - whose.length)}  ${c.dim(whose)}`,
      ...wrap(brief(what, 200), '      ', width).map((line) => (inForce ? c.green(line) : line)),
    ];
  });
  const equal = all.some(({ inForce }) => inForce) ? [c.dim('    = is the value in force')] : [];
  return [
    ...rows,
    ...equal,
    ...unread.flatMap(({ file, reason }) => wrap(plain(`not read: ${file} (${reason})`), '    ', width).map(c.yellow)),
  ];
}

function findings({ findings: all }: Why, c: Colours, width: number): string[] {
  return all.flatMap(({ cause, level, title }) => {
    const paint = level === 'error' ? c.red : level === 'warning' ? c.yellow : c.cyan;
    return [`  ${paint(`${LEVEL_MARK[level]} ${brief(cause, 80)}`)}`, ...wrap(plain(title), '      ', width)];
  });
}
