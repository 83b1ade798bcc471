import { GO_VARIABLES } from '../model/go-variables.js';
import type { Policy } from '../model/policy.js';
import { RULE_PARTS } from '../model/rule-parts.js';
import { BESIDE_GO, rulesOf } from './in-force.js';
import { isMap, type Layer } from './layer.js';
import type { LoadedPolicy } from './load.js';
import type { Mistake } from './mistake.js';
import { placeOf } from './place.js';
import { show, suggest } from './suggest.js';
import { PLACEHOLDERS, unknownNames } from './values.js';

type At = LoadedPolicy['at'];

/** Names that nobody knows: of variables, causes, rules. */
export function misnamed(policy: Policy, at: At, causes: readonly string[]): Mistake[] {
  const rules = rulesOf(policy);
  const ids = [...causes, ...rules.flatMap(({ variable, rule }) => ruleIds(variable, rule))];
  const told = (path: (string | number)[], message: string | undefined, part: 'key' | 'value' = 'key'): Mistake[] =>
    message === undefined ? [] : [{ ...(at(path, part) ?? START), message }];
  const levels = (map: Policy['levels'], path: (string | number)[]) =>
    Object.keys(map).flatMap((id) => told([...path, 'levels', id], idMistake(id, ids)));
  const variables = new Map(rules.map(({ variable, path }) => [JSON.stringify(path.slice(0, -1)), { variable, path }]));
  return [
    ...[...variables.values()].flatMap(({ variable, path }) => told(path.slice(0, -1), variableMistake(variable))),
    ...levels(policy.levels, []),
    ...policy.overrides.flatMap((override, index) => levels(override.levels, ['overrides', index])),
    ...policy.waivers.flatMap(({ cause, rule }, index) =>
      cause === undefined
        ? told(['waivers', index, 'rule'], idMistake(rule as string, ids, true), 'value')
        : told(['waivers', index, 'cause'], idMistake(cause, causes), 'value'),
    ),
  ];
}

/** The same of a file that is no policy, so that one look at it tells all: its variables, and the names of its levels. */
export function misnamedIn({ document, written }: Layer, causes: readonly string[]): Mistake[] {
  const blocks = [
    { path: [] as (string | number)[], block: written as unknown },
    ...listOf(written.overrides).map((block, at) => ({ path: ['overrides', at], block })),
  ];
  const ids = [
    ...causes,
    ...blocks.flatMap(({ block }) =>
      keysOf(block, 'env').flatMap((name) => [`env.${name}`, ...RULE_PARTS.map((part) => `env.${name}.${part}`)]),
    ),
  ];
  return blocks.flatMap(({ path, block }) => {
    const told = (kind: 'env' | 'levels', judge: (name: string) => string | undefined): Mistake[] =>
      keysOf(block, kind).flatMap((name) => {
        const message = judge(name);
        return message === undefined ? [] : [{ ...placeOf(document, [...path, kind, name], 'key'), message }];
      });
    return [...told('env', variableMistake), ...told('levels', (id) => idMistake(id, ids))];
  });
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function keysOf(block: unknown, name: 'env' | 'levels'): string[] {
  const map = isMap(block) ? block[name] : undefined;
  return isMap(map) ? Object.keys(map) : [];
}

/** Names in values that nobody knows, and variables that `same-as` cannot mean. */
export function misplaced(policy: Policy, at: At): Mistake[] {
  const known = PLACEHOLDERS.map((name) => `\${${name}}`).join(', ');
  return rulesOf(policy).flatMap(({ rule, path }) =>
    RULE_PARTS.flatMap((part) => {
      const value = rule[part];
      const texts = typeof value === 'string' ? [value] : Array.isArray(value) ? value : [];
      const place = () => at([...path, part]) ?? START;
      if (part === 'same-as')
        return typeof value === 'string' && !isComparable(value)
          ? [{ ...place(), message: `"same-as" is "${show(value)}"; expected a variable of go env, "go version" or go.mod` }]
          : [];
      return texts.flatMap(unknownNames).map((name) => ({
        ...place(),
        message: `\${${show(name)}} is not known; expected ${known} or a variable of go env; a text that looks so is written $\${${show(name)}}`,
      }));
    }),
  );
}

const START = { line: 1, column: 1 };

function isComparable(name: string): boolean {
  return name === 'go version' || name === 'go.mod' || GO_VARIABLES.includes(name) || (BESIDE_GO as readonly string[]).includes(name);
}

function ruleIds(variable: string, rule: object): string[] {
  return [`env.${variable}`, ...RULE_PARTS.filter((part) => part in rule).map((part) => `env.${variable}.${part}`)];
}

function variableMistake(name: string): string | undefined {
  const known = [...GO_VARIABLES, ...BESIDE_GO, '*'];
  if (known.includes(name)) return undefined;
  const near = suggest(name, known);
  if (near || !/^(GO|CGO_)[A-Z0-9_]+$/.test(name)) return `"${show(name)}" is no variable of go env${near}`;
  return undefined;
}

function idMistake(id: string, known: readonly string[], rule = id.startsWith('env.')): string | undefined {
  if (known.includes(id)) return undefined;
  return `there is no ${rule ? 'rule' : 'cause'} "${show(id)}"${suggest(id, known)}`;
}
