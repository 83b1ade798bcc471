import pc from 'picocolors';
import { brief, plain } from './sanitize.js';
import { type Colours, wrap } from './text.js';

interface At {
  file: string;
  line: number;
  column: number;
}

/** A part of a policy that is in force: `delve-gate policy show` as data. */
export interface ShownPart {
  /** `env.GOFLAGS.not-contains`, `smoke.modes`, `levels.proxy-off`. */
  name: string;
  value: unknown;
  at: At | null;
  /** What the layers below said, the lowest first. */
  before: { value: unknown; at: At | null }[];
  /** Of a rule: where it applies, how grave it is, and whether layers above can only make it stricter. */
  when?: unknown;
  level?: string;
  locked?: boolean;
}

export interface ShownPolicy {
  schema: 'delve-gate/policy-show/1';
  /** Null for the built-in policy. */
  file: string | null;
  layers: { file: string; reference: string; at: At | null }[];
  parts: ShownPart[];
  /** Rules that a layer took away. */
  gone: { name: string; parts: string[]; at: At | null }[];
  waivers: { what: string; owner: string; reason: string; expires: string; expired: boolean; where: unknown; at: At | null }[];
}

/** The page for a terminal: each part that is in force, and the line that says so. */
export function policyPage(shown: ShownPolicy, { colour, width }: { colour: boolean; width: number }): string {
  const c = pc.createColors(colour);
  const lines = [`${c.bold('policy')}  ${plain(shown.file ?? 'built-in')}`];
  for (const { reference, at } of shown.layers)
    lines.push(`  ${c.dim('stands on')}  ${plain(reference)}${at ? c.dim(`  ${place(at)}`) : ''}`);
  const column = Math.min(40, Math.max(8, ...shown.parts.map(({ name }) => plain(name).length)));
  if (shown.parts.length > 0) lines.push('', ...shown.parts.flatMap((part) => row(part, column, c, width)));
  else lines.push('', c.dim('  nothing but the defaults'));
  for (const { name, parts, at } of shown.gone)
    lines.push(
      `  ${c.yellow('−')} ${plain(name.padEnd(column))}  ${c.dim(`taken away (${parts.join(', ')})${at ? `, ${place(at)}` : ''}`)}`,
    );
  if (shown.waivers.length > 0) lines.push('', c.bold('waivers'), ...shown.waivers.flatMap((each) => waiver(each, column, c, width)));
  return `${lines.join('\n')}\n`;
}

function row({ name, value, at, before, when, level, locked }: ShownPart, column: number, c: Colours, width: number): string[] {
  const indent = ' '.repeat(column + 6);
  const [first = '', ...more] = wrap(brief(written(value), 400), indent, width);
  const notes = [
    level,
    locked ? 'locked' : undefined,
    when === undefined ? undefined : `when ${written(when)}`,
    at ? place(at) : undefined,
  ];
  const was = before.map((each) => `was ${written(each.value)}${each.at ? `, ${place(each.at)}` : ''}`);
  return [
    `    ${c.bold(plain(name).padEnd(column))}  ${first.trimStart()}`,
    ...more,
    ...wrap(plain(notes.filter(Boolean).join(' · ')), indent, width).map(c.dim),
    ...was.flatMap((text) => wrap(plain(text), indent, width).map(c.dim)),
  ];
}

function waiver(
  { what, owner, reason, expires, expired, where, at }: ShownPolicy['waivers'][number],
  column: number,
  c: Colours,
  width: number,
): string[] {
  const indent = ' '.repeat(column + 6);
  const until = expired ? c.red(`expired on ${expires}`) : `until ${plain(expires)}`;
  const rest = [`${owner}: ${reason}`, where === undefined ? undefined : `where ${written(where)}`, at ? place(at) : undefined];
  return [
    `    ${c.bold(plain(what).padEnd(column))}  ${until}`,
    ...wrap(plain(rest.filter(Boolean).join(' · ')), indent, width).map(c.dim),
  ];
}

function place({ file, line, column }: At): string {
  return `${plain(file)}:${line}:${column}`;
}

/** As a person would write it in the policy, on one line. */
function written(value: unknown): string {
  if (typeof value === 'string') return value === '' ? '""' : value;
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{ ${Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .map(([name, each]) => `${name}: ${written(each)}`)
    .join(', ')} }`;
}
