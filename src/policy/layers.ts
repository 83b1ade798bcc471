import type { RULE_PARTS } from '../model/env-rule.js';
import { valueAt } from '../model/value-at.js';
import type { Positioned, Span } from '../model/yaml.js';
import type { Mistake } from './mistake.js';
import { isLower, isNarrowed } from './stricter.js';

type Path = (string | number)[];
type Raw = Record<string, unknown>;
type Level = Parameters<typeof isLower>[0];

/** A place in one of the files that a policy is made of. */
export type PolicyPlace = Span & { file: string };

/** A policy file, the lowest layer first. */
export interface Layer {
  /** As it is shown. */
  file: string;
  document: Positioned;
  /** What was read, with its short forms written out. */
  written: Raw;
}

/** Several files as one policy. */
export interface Layered {
  value: Raw;
  /** Where a part of the policy stands. */
  at(path: readonly (string | number)[], part?: 'key' | 'value'): PolicyPlace | undefined;
  /** What a layer takes from one below that is locked. */
  mistakes: Mistake[];
}

/** A rule of several layers, and for each part of it who said it. */
interface Made {
  rule: Raw;
  from: Map<string, { layer: Layer; path: Path }>;
}

/** `emulation: user` is short for `emulation: { mode: user }`, and one rule for a list of one. */
export function writtenOut(value: unknown): Raw {
  if (!isMap(value)) return value as Raw;
  const { emulation, env, overrides } = value;
  return {
    ...value,
    ...(typeof emulation === 'string' ? { emulation: { mode: emulation } } : {}),
    ...(isMap(env) ? { env: listed(env) } : {}),
    ...(Array.isArray(overrides)
      ? { overrides: overrides.map((each) => (isMap(each) && isMap(each.env) ? { ...each, env: listed(each.env) } : each)) }
      : {}),
  };
}

function listed(env: Raw): Raw {
  return mapValues(env, (rule) => (isMap(rule) ? [rule] : rule));
}

/** The path of what was written, where it was written in short. */
export function originalPath({ value }: Positioned, path: Path): Path {
  if (path[0] === 'emulation' && typeof valueAt(value, ['emulation']) === 'string') return ['emulation'];
  const at = path.indexOf('env') + 2;
  return at >= 2 && at <= 4 && typeof path[at] === 'number' && !Array.isArray(valueAt(value, path.slice(0, at)))
    ? [...path.slice(0, at), ...path.slice(at + 1)]
    : path;
}

/**
 * Puts layers on each other, the lowest first. Maps are joined key by key, and what a higher layer says goes before; `null` takes away.
 * Rules for one variable are one rule when they ask for the same `when`. Overrides and waivers are added.
 */
export function layered(layers: readonly Layer[]): Layered {
  const mistakes: Mistake[] = [];
  const rules = new Map<string, Made[]>();
  let value: Raw = {};
  for (const layer of layers) {
    const { env, waivers: _w, overrides: _o, extends: _e, ...rest } = layer.written;
    value = join(value, rest);
    if (isMap(env)) for (const [name, given] of Object.entries(env)) addRules(rules, layer, name, given, mistakes);
    mistakes.push(...touchingLocked(layer, rules));
  }
  const all = (name: 'waivers' | 'overrides') =>
    layers.flatMap(({ written }) => (Array.isArray(written[name]) ? (written[name] as unknown[]) : []));
  const env = Object.fromEntries(
    [...rules].filter(([, made]) => made.length > 0).map(([name, made]) => [name, made.map(({ rule }) => rule)]),
  );
  const whole = {
    ...value,
    env,
    ...(all('overrides').length > 0 ? { overrides: all('overrides') } : {}),
    ...(all('waivers').length > 0 ? { waivers: all('waivers') } : {}),
  };
  return { value: whole, mistakes, at: (path, part = 'value') => place(layers, rules, [...path], part) };
}

function join(below: Raw, above: Raw): Raw {
  const made = new Map(Object.entries(below));
  for (const [name, value] of Object.entries(above)) {
    const there = made.get(name);
    if (value === null && made.has(name)) made.delete(name);
    else made.set(name, isMap(value) && isMap(there) ? join(there, value) : value);
  }
  return Object.fromEntries(made);
}

function addRules(rules: Map<string, Made[]>, layer: Layer, name: string, given: unknown, mistakes: Mistake[]): void {
  const there = rules.get(name) ?? [];
  const refuse = (path: Path, message: string) => mistakes.push({ file: layer.file, ...spanOf(layer, path), message });
  if (given === null) {
    const locked = there.find(({ rule }) => rule.locked === true);
    if (locked) refuse(['env', name], `env.${name} is locked by ${whoLocked(locked)}; it cannot be taken away`);
    else rules.set(name, []);
    return;
  }
  if (!Array.isArray(given)) return;
  const before = [...there];
  given.forEach((rule: unknown, index) => {
    if (!isMap(rule)) return;
    const path: Path = ['env', name, index];
    const same = before.find((each) => JSON.stringify(each.rule.when) === JSON.stringify(rule.when));
    if (!same)
      there.push({
        rule: { ...rule },
        from: partsFrom(layer, path, rule),
      });
    else {
      for (const [part, value] of Object.entries(rule)) {
        const why = same.rule.locked === true ? loosening(part, same.rule[part], value) : undefined;
        if (why) refuse([...path, part], `env.${name} is locked by ${whoLocked(same)}; ${part} ${why}`);
        else if (value === null) delete same.rule[part];
        else same.rule[part] = value;
        same.from.set(part, { layer, path: [...path, part] });
      }
      same.from.set('', { layer, path });
    }
  });
  rules.set(name, there);
}

function partsFrom(layer: Layer, path: Path, rule: Raw): Made['from'] {
  const from: Made['from'] = new Map([['', { layer, path }]]);
  for (const part of Object.keys(rule)) from.set(part, { layer, path: [...path, part] });
  return from;
}

/** How a part of a locked rule asks for less than it did; undefined when it does not. */
function loosening(part: string, was: unknown, is: unknown): string | undefined {
  if (was === undefined || part === 'message' || part === 'fix' || part === 'when') return undefined;
  if (is === null) return 'cannot be taken away';
  if (part === 'locked') return is === true ? undefined : 'stays true';
  if (part === 'level') return isLower(is as Level, was as Level) ? `cannot be lower than ${was}` : undefined;
  const list = (value: unknown) => (typeof value === 'string' && part !== 'equals' ? [value] : value) as string[];
  return isNarrowed(part as (typeof RULE_PARTS)[number], list(was), list(is)) ? undefined : 'can only be made stricter';
}

function whoLocked({ from }: Made): string {
  return from.get('locked')?.layer.file ?? 'a policy below';
}

/** Levels and waivers that speak of a rule which a lower layer locked. */
function touchingLocked(layer: Layer, rules: Map<string, Made[]>): Mistake[] {
  const locked = [...rules].flatMap(([name, made]) =>
    made.filter(({ rule, from }) => rule.locked === true && from.get('locked')?.layer !== layer).map((each) => ({ name, made: each })),
  );
  if (locked.length === 0) return [];
  const owner = (id: string) =>
    locked.find(({ name }) => id === `env.${name}` || id.startsWith(`env.${name}.`) || RULE_CAUSES.includes(id));
  const refuse = (path: Path, what: string, by: Made, part: 'key' | 'value'): Mistake => ({
    file: layer.file,
    ...spanOf(layer, path, part),
    message: `${what}: ${whoLocked(by)} locks it`,
  });
  const { levels, overrides, waivers } = layer.written;
  const lowered = (map: unknown, at: Path) =>
    (isMap(map) ? Object.entries(map) : []).flatMap(([id, level]) => {
      const of = owner(id);
      const was = (of?.made.rule.level ?? 'error') as Level;
      return of && typeof level === 'string' && isLower(level as Level, was)
        ? [refuse([...at, 'levels', id], `the level of ${id} cannot be lowered`, of.made, 'key')]
        : [];
    });
  return [
    ...lowered(levels, []),
    ...(Array.isArray(overrides)
      ? overrides.flatMap((each, index) => lowered(isMap(each) ? each.levels : undefined, ['overrides', index]))
      : []),
    ...(Array.isArray(waivers) ? waivers : []).flatMap((each, index) => {
      const id = isMap(each) ? String(each.rule ?? each.cause) : '';
      const of = owner(id);
      return of ? [refuse(['waivers', index], `${id} cannot be waived`, of.made, 'value')] : [];
    }),
  ];
}

/** The causes that a rule which does not hold is told as. */
const RULE_CAUSES = ['go-env-policy', 'env-written-by-go-env-w'];

function place(layers: readonly Layer[], rules: Map<string, Made[]>, path: Path, part: 'key' | 'value'): PolicyPlace | undefined {
  const [block, name, index] = path;
  if (block === 'env' && typeof index === 'number') {
    const from = rules.get(String(name))?.[index]?.from;
    const said = from?.get(String(path[3] ?? '')) ?? from?.get('');
    return said && placed(said.layer, [...said.path, ...path.slice(said.path.length)], part);
  }
  if ((block === 'waivers' || block === 'overrides') && typeof name === 'number') {
    let before = 0;
    for (const layer of layers) {
      const given = layer.written[block];
      const count = Array.isArray(given) ? given.length : 0;
      if (name < before + count) return placed(layer, [block, name - before, ...path.slice(2)], part);
      before += count;
    }
    return undefined;
  }
  for (const layer of [...layers].reverse()) {
    const found = placed(layer, path, part);
    if (found) return found;
  }
  return undefined;
}

function placed(layer: Layer, path: Path, part: 'key' | 'value'): PolicyPlace | undefined {
  const original = originalPath(layer.document, path);
  const span = layer.document.at(original, part);
  return span && { file: layer.file, ...span };
}

function spanOf(layer: Layer, path: Path, part: 'key' | 'value' = 'key'): Span {
  return placed(layer, path, part) ?? placed(layer, path, 'value') ?? { line: 1, column: 1, endLine: 1, endColumn: 1 };
}

function isMap(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mapValues(map: Raw, make: (value: unknown) => unknown): Raw {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, make(value)]));
}
