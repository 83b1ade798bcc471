import { closestMatch } from 'leven';
import type { z } from 'zod';
import { GO_VARIABLES } from '../model/go-variables.js';
import { Policy } from '../model/policy.js';
import { valueAt } from '../model/value-at.js';
import { type Positioned, parseYaml, type Span, YamlError } from '../model/yaml.js';
import { type Mistake, PolicyError } from './mistake.js';

/** A policy, and where its parts stand. */
export interface LoadedPolicy {
  policy: Policy;
  /** The place of a part; undefined for what the file leaves to the defaults. */
  at(path: readonly (string | number)[], part?: 'key' | 'value'): Span | undefined;
  /** As it is shown; null for the built-in policy. */
  file: string | null;
}

/**
 * Reads a policy.
 * @param text the YAML
 * @param file its name, for messages
 * @param causes the ids that `levels` may name
 * @throws PolicyError with every mistake, its line, column and a suggestion
 */
export function loadPolicy(text: string, file: string, causes: readonly string[]): LoadedPolicy {
  const document = parse(text, file);
  const result = Policy.safeParse(written(document.value ?? {}));
  const mistakes = result.success ? [] : result.error.issues.flatMap((issue) => describe(issue, document));
  mistakes.push(...names(document, 'env', variableMistake), ...names(document, 'levels', (id) => causeMistake(id, causes)));
  if (mistakes.length > 0 || !result.success) {
    throw new PolicyError(
      file,
      mistakes.sort((a, b) => a.line - b.line || a.column - b.column),
    );
  }
  return { policy: result.data, at: document.at, file };
}

/** The policy where there is no file: every mode that the machine allows, and the built-in causes. Silent on a healthy machine. */
export function defaultPolicy(): LoadedPolicy {
  const policy = Policy.parse({ version: 1, smoke: { modes: ['exec', 'attach'], optional: ['attach'] } });
  return { policy, at: () => undefined, file: null };
}

function parse(text: string, file: string): Positioned {
  try {
    return parseYaml(text);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    throw new PolicyError(file, [{ line: error.line, column: error.column, message: `not valid YAML: ${error.message}` }]);
  }
}

/** `emulation: user` is short for `emulation: { mode: user }`. */
function written(given: unknown): unknown {
  const { emulation } = given as { emulation?: unknown };
  return typeof emulation === 'string' ? { ...(given as object), emulation: { mode: emulation } } : given;
}

/** The path of what was written, where it was written in short. */
function pathOf(issue: z.core.$ZodIssue, document: Positioned): (string | number)[] {
  const path = issue.path as (string | number)[];
  return path[0] === 'emulation' && typeof valueAt(document.value, ['emulation']) === 'string' ? ['emulation'] : path;
}

function describe(issue: z.core.$ZodIssue, document: Positioned): Mistake[] {
  const path = pathOf(issue, document);
  if (issue.code === 'invalid_key') {
    const why = issue.issues[0]?.message ?? issue.message;
    return [{ ...placeOf(document, path, 'key'), message: `the key "${show(String(path.at(-1)))}" is ${why}` }];
  }
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(path);
    return issue.keys.map((key) => ({
      ...placeOf(document, [...path, key], 'key'),
      message: `unknown key "${show(key)}"${suggest(key, known)}`,
    }));
  }
  const parent = path.slice(0, -1);
  if (issue.code === 'invalid_type' && valueAt(document.value, path) === undefined) {
    return [
      {
        ...placeOf(document, parent, 'value'),
        message: `"${path.join('.')}" is missing; expected ${path.at(-1) === 'version' ? '1' : issue.expected}`,
      },
    ];
  }
  const found = valueAt(document.value, path);
  const place = placeOf(document, path, 'value');
  const where = path.length > 0 ? `"${path.join('.')}" is ` : 'the policy is ';
  const shown = found === undefined ? 'missing' : show(typeof found === 'string' ? `"${found}"` : JSON.stringify(found));
  const near = typeof found === 'string' ? didYouMean(found, optionsOf(issue)) : '';
  const quotes =
    typeof found === 'number' && issue.code === 'invalid_type' && issue.expected === 'string'
      ? ' (put it in quotes: YAML reads it as a number)'
      : '';
  const wish = /^not /.test(issue.message) ? `, which is ${issue.message}` : `; expected ${expectation(issue)}`;
  return [{ ...place, message: `${where}${shown}${wish}${quotes}${near}` }];
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
    node = shape ? shape[part] : (unwrap(node) as { valueType?: unknown }).valueType;
  }
  return Object.keys(shapeOf(node) ?? {});
}

function shapeOf(node: unknown): Record<string, unknown> | undefined {
  return (unwrap(node) as { shape?: Record<string, unknown> } | undefined)?.shape;
}

function unwrap(node: unknown): unknown {
  let at = node as { def?: { innerType?: unknown } } | undefined;
  while (at?.def?.innerType) at = at.def.innerType as typeof at;
  return at;
}

function names(document: Positioned, block: string, judge: (name: string) => string | undefined): Mistake[] {
  const value = valueAt(document.value, [block]);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.keys(value).flatMap((name) => {
    const message = judge(name);
    return message ? [{ ...placeOf(document, [block, name], 'key'), message }] : [];
  });
}

function variableMistake(name: string): string | undefined {
  if (GO_VARIABLES.includes(name)) return undefined;
  const near = suggest(name, GO_VARIABLES);
  if (near || !/^(GO|CGO_)[A-Z0-9_]+$/.test(name)) return `"${show(name)}" is no variable of go env${near}`;
  return undefined;
}

function causeMistake(id: string, causes: readonly string[]): string | undefined {
  return causes.includes(id) ? undefined : `there is no cause "${show(id)}"${suggest(id, causes)}`;
}

function suggest(word: string, known: readonly string[]): string {
  const near = didYouMean(word, known);
  if (near) return near;
  return known.length > 0 && known.length <= 12 ? `; expected one of ${known.join(', ')}` : '';
}

function didYouMean(word: string, known: readonly string[]): string {
  const near = closestMatch(word, known as string[], { maxDistance: Math.min(2, Math.floor(word.length / 3)) });
  return near === undefined ? '' : `; did you mean "${near}"?`;
}

function placeOf(document: Positioned, path: readonly (string | number)[], part: 'key' | 'value'): Span {
  for (let length = path.length; length >= 0; length--) {
    const span = document.at(path.slice(0, length), length === path.length ? part : 'value');
    if (span) return span;
  }
  return { line: 1, column: 1, endLine: 1, endColumn: 1 };
}

function show(text: string): string {
  const clean = text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '?');
  return clean.length > 80 ? `${clean.slice(0, 80)}…` : clean;
}
