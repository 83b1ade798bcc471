import type { z } from 'zod';
import { Policy } from '../model/policy.js';
import { valueAt } from '../model/value-at.js';
import type { Positioned } from '../model/yaml.js';
import type { Mistake } from './mistake.js';
import { placeOf } from './place.js';
import { didYouMean, show, suggest } from './suggest.js';

type Path = (string | number)[];

/** A document as its author wrote it, for messages that speak of it. */
export interface Described {
  document: Positioned;
  /** The path in the document for one of what was checked: short forms are written out before that. */
  original: (path: Path) => Path;
}

/** What is wrong, where, and what is expected. A value that may be of several kinds is held to the kind that it is of. */
export function describe(issue: z.core.$ZodIssue, described: Described): Mistake[] {
  const inner = issue.code === 'invalid_union' ? theOne(issue) : undefined;
  if (inner) return inner.flatMap((each) => describe({ ...each, path: [...issue.path, ...each.path] } as z.core.$ZodIssue, described));
  const { document } = described;
  const checked = issue.path as Path;
  const path = described.original(checked);
  if (issue.code === 'invalid_key') {
    const why = issue.issues[0]?.message ?? issue.message;
    return [{ ...placeOf(document, path, 'key'), message: `the key "${show(String(path.at(-1)))}" is ${why}` }];
  }
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(checked);
    return issue.keys.map((key) => ({
      ...placeOf(document, [...path, key], 'key'),
      message: `unknown key "${show(key)}"${suggest(key, known)}`,
    }));
  }
  const found = valueAt(document.value, path);
  if (issue.code === 'invalid_type' && found === undefined) {
    const what = path.at(-1) === 'version' ? '1' : issue.expected;
    return [{ ...placeOf(document, path.slice(0, -1), 'value'), message: `"${show(path.join('.'))}" is missing; expected ${what}` }];
  }
  const where = path.length > 0 ? `"${show(path.join('.'))}" is ` : 'the policy is ';
  const shown = found === undefined ? 'missing' : show(typeof found === 'string' ? `"${found}"` : shortJson(found));
  const near = typeof found === 'string' ? didYouMean(found, optionsOf(issue)) : '';
  const quotes =
    typeof found === 'number' && issue.code === 'invalid_type' && issue.expected === 'string'
      ? ' (put it in quotes: YAML reads it as a number)'
      : '';
  const wish = /^not /.test(issue.message) ? `, which is ${issue.message}` : `; expected ${expectation(issue)}`;
  return [{ ...placeOf(document, path, 'value'), message: `${where}${shown}${wish}${quotes}${near}` }];
}

/** The branch of a union whose kind the value is of: it alone has nothing against the value as a whole. */
function theOne({ errors }: z.core.$ZodIssueInvalidUnion): z.core.$ZodIssue[] | undefined {
  const inner = errors.filter((branch) => branch.every((each) => each.path.length > 0 || each.code === 'unrecognized_keys'));
  return inner.length === 1 ? (inner[0] as z.core.$ZodIssue[]) : undefined;
}

/** Without walking through all of a value that is large. */
function shortJson(value: unknown): string {
  if (Array.isArray(value)) return value.length > 20 ? `a list of ${value.length}` : JSON.stringify(value);
  return JSON.stringify(value) ?? String(value);
}

function expectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'record' || issue.expected === 'object'
        ? 'a map'
        : issue.expected === 'array'
          ? 'a list'
          : `a ${issue.expected}`;
    case 'invalid_value':
      return issue.values.length === 1 ? String(issue.values[0]) : `one of ${issue.values.join(', ')}`;
    case 'invalid_union': {
      const inner = issue.errors.map((branch) => branch[0]).filter((each) => each !== undefined);
      return [...new Set(inner.map((each) => expectation(each as z.core.$ZodIssue)))].join(' or ');
    }
    case 'too_small':
      return `at least ${issue.minimum}${issue.origin === 'string' ? ' character' : ''}`;
    case 'too_big':
      return `at most ${issue.maximum}`;
    default:
      return issue.message.replace(/^Invalid input: expected /, '');
  }
}

function optionsOf(issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  return issue.code === 'invalid_union' ? issue.errors.flatMap((branch) => branch.flatMap((each) => optionsOf(each))) : [];
}

/** The keys that a map of the policy may have, from the schema itself. */
function keysAt(path: readonly (string | number)[]): string[] {
  let node: unknown = Policy;
  for (const part of path) {
    const shape = shapeOf(node);
    const { valueType, element, options } = unwrap(node) as { valueType?: unknown; element?: unknown; options?: unknown[] };
    node = shape ? shape[part] : typeof part === 'number' ? (element ?? elementAmong(options)) : valueType;
  }
  return Object.keys(shapeOf(node) ?? {});
}

function elementAmong(options: unknown[] | undefined): unknown {
  return options?.map((each) => (unwrap(each) as { element?: unknown }).element).find(Boolean);
}

function shapeOf(node: unknown): Record<string, unknown> | undefined {
  return (unwrap(node) as { shape?: Record<string, unknown> } | undefined)?.shape;
}

function unwrap(node: unknown): unknown {
  let at = node as { def?: { innerType?: unknown; in?: unknown } } | undefined;
  while (at?.def?.innerType ?? at?.def?.in) at = (at?.def?.innerType ?? at?.def?.in) as typeof at;
  return at ?? {};
}
