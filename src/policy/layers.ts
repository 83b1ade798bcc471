import { valueAt } from '../model/value-at.js';
import { isMap, type Layer, type Path, type PolicyPlace, placed, type Raw } from './layer.js';
import type { Mistake } from './mistake.js';
import { addRules, historyOf, lastOf, type Made, type Rules, remaining, touchingLocked } from './rule-layers.js';

/** A value that a layer gives, and where; null where it takes away what is below. */
export interface Word {
  value: unknown;
  place: PolicyPlace | undefined;
}

/** Several files as one policy. */
export interface Layered {
  value: Raw;
  /** Where a part of the policy stands. */
  at(path: readonly (string | number)[], part?: 'key' | 'value'): PolicyPlace | undefined;
  /** What each layer says of a part, the lowest first: the last is in force. */
  words(path: readonly (string | number)[]): Word[];
  /** Rules that a layer took away. */
  gone: { variable: string; parts: string[]; place: PolicyPlace | undefined }[];
  /** What a layer takes from one below that is locked. */
  mistakes: Mistake[];
}

/**
 * Puts layers on each other, the lowest first. Maps are joined key by key, and what a higher layer says goes before; `null` takes away.
 * Rules for one variable are one rule when they ask for the same `when`. Overrides and waivers are added.
 */
export function layered(layers: readonly Layer[]): Layered {
  const mistakes: Mistake[] = [];
  const rules: Rules = new Map();
  let value: Raw = {};
  for (const layer of layers) {
    const { env, waivers: _w, overrides: _o, extends: _e, ...rest } = layer.written;
    value = join(value, rest);
    if (isMap(env)) for (const [name, given] of Object.entries(env)) mistakes.push(...addRules(rules, layer, name, given));
    mistakes.push(...touchingLocked(layer, rules));
  }
  const env = [...rules.keys()].map((name) => [name, remaining(rules, name).map(({ rule }) => rule)] as const);
  const all = (name: 'waivers' | 'overrides') =>
    layers.flatMap(({ written }) => (Array.isArray(written[name]) ? (written[name] as unknown[]) : []));
  const added = (['overrides', 'waivers'] as const).map((name) => [name, all(name)] as const).filter(([, each]) => each.length > 0);
  return {
    value: { ...value, env: Object.fromEntries(env.filter(([, made]) => made.length > 0)), ...Object.fromEntries(added) },
    mistakes,
    at: (path, part = 'value') => place(layers, rules, [...path], part),
    words: (path) => wordsOf(layers, rules, [...path]),
    gone: [...rules].flatMap(([variable, made]) => made.flatMap((each) => goneOf(variable, each))),
  };
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

function goneOf(variable: string, { gone, rule }: Made): Layered['gone'] {
  return gone ? [{ variable, parts: Object.keys(rule), place: placed(gone.layer, gone.path, 'key') }] : [];
}

function wordsOf(layers: readonly Layer[], rules: Rules, path: Path): Word[] {
  const [block, name, index, part] = path;
  if (block === 'env' && typeof index === 'number') {
    const made = remaining(rules, String(name))[index];
    return made ? historyOf(made, String(part ?? '')) : [];
  }
  return layers.flatMap((layer) => {
    const value = valueAt(layer.written, path);
    return value === undefined ? [] : [{ value, place: placed(layer, path, 'key') ?? placed(layer, path, 'value') }];
  });
}

function place(layers: readonly Layer[], rules: Rules, path: Path, part: 'key' | 'value'): PolicyPlace | undefined {
  const [block, name, index] = path;
  if (block === 'env' && typeof index === 'number') {
    const made = remaining(rules, String(name))[index];
    const who = made && (lastOf(made, String(path[3] ?? '')) ?? lastOf(made, ''));
    return who && placed(who.layer, [...who.path, ...path.slice(who.path.length)], part);
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
