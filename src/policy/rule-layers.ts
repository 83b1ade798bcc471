import type { RulePart } from '../model/rule-parts.js';
import { isMap, type Layer, type Path, type PolicyPlace, placed, type Raw, spanOf } from './layer.js';
import type { Mistake } from './mistake.js';
import { isLower, isNarrowed } from './stricter.js';

type Level = Parameters<typeof isLower>[0];

/** Who says a part of a rule, and what. */
interface Said {
  layer: Layer;
  path: Path;
  value: unknown;
}

/** A rule of several layers, and for each part of it all who said it, the lowest first; for the empty name, the rule as such. */
export interface Made {
  rule: Raw;
  said: Map<string, Said[]>;
  /** The layer that took it away. */
  gone?: Said;
}

/** The rules of all layers, by their variable. */
export type Rules = Map<string, Made[]>;

/** What is in force of the rules for a variable. */
export function remaining(rules: Rules, name: string): Made[] {
  return (rules.get(name) ?? []).filter(({ gone }) => gone === undefined);
}

/** Who says a part last. */
export function lastOf({ said }: Made, part: string): Said | undefined {
  return said.get(part)?.at(-1);
}

/** Puts what a layer says of a variable on what is there. @returns what it takes from a rule that is locked */
export function addRules(rules: Rules, layer: Layer, name: string, given: unknown): Mistake[] {
  const there = rules.get(name) ?? [];
  const refuse = (path: Path, message: string): Mistake[] => [{ file: layer.file, ...spanOf(layer, path), message }];
  const before = remaining(rules, name);
  if (given === null) {
    const locked = before.find(({ rule }) => rule.locked === true);
    if (locked) return refuse(['env', name], `env.${name} is locked by ${whoLocked(locked)}; it cannot be taken away`);
    for (const made of before) made.gone = { layer, path: ['env', name], value: null };
    return [];
  }
  if (!Array.isArray(given)) return [];
  const mistakes = given.flatMap((rule: unknown, index) => {
    if (!isMap(rule)) return [];
    const path: Path = ['env', name, index];
    const same = before.find((each) => JSON.stringify(each.rule.when) === JSON.stringify(rule.when));
    const made: Made = same ?? { rule: {}, said: new Map() };
    if (!same) there.push(made);
    const refused = Object.entries(rule).flatMap(([part, value]) => {
      const why = same?.rule.locked === true ? loosening(part, same.rule[part], value) : undefined;
      if (why) return refuse([...path, part], `env.${name} is locked by ${whoLocked(made)}; ${part} ${why}`);
      if (value === null) delete made.rule[part];
      else made.rule[part] = value;
      note(made, part, { layer, path: [...path, part], value });
      return [];
    });
    note(made, '', { layer, path, value: rule });
    return refused;
  });
  rules.set(name, there);
  return mistakes;
}

function note({ said }: Made, part: string, who: Said): void {
  said.set(part, [...(said.get(part) ?? []), who]);
}

/** How a part of a locked rule asks for less than it did; undefined when it does not. */
function loosening(part: string, was: unknown, is: unknown): string | undefined {
  if (was === undefined || part === 'message' || part === 'fix' || part === 'when') return undefined;
  if (is === null) return 'cannot be taken away';
  if (part === 'locked') return is === true ? undefined : 'stays true';
  if (part === 'level') return isLower(is as Level, was as Level) ? `cannot be lower than ${was}` : undefined;
  const list = (value: unknown) => (typeof value === 'string' && part !== 'equals' ? [value] : value) as string[];
  return isNarrowed(part as RulePart, list(was), list(is)) ? undefined : 'can only be made stricter';
}

function whoLocked(made: Made): string {
  return lastOf(made, 'locked')?.layer.file ?? 'a policy below';
}

/** Levels and waivers of a layer that speak of a rule which a lower one locked. */
export function touchingLocked(layer: Layer, rules: Rules): Mistake[] {
  const locked = [...rules].flatMap(([name, made]) =>
    made.filter((each) => each.rule.locked === true && lastOf(each, 'locked')?.layer !== layer).map((each) => ({ name, made: each })),
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

/** What the layers below said of a part that is in force, or took away, the lowest first. */
export function historyOf(made: Made, part: string): { value: unknown; place: PolicyPlace | undefined }[] {
  return (made.said.get(part) ?? []).map(({ layer, path, value }) => ({ value, place: placed(layer, path, 'key') }));
}
