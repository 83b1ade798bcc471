import type { Policy } from '../model/policy.js';
import { SHAPE } from './shape.js';

/** The schema of the policy as data, as far as it can be said so. `npm run schemas` makes it. */
export type Shape = (
  | { is: 'text'; min?: number; max?: number; pattern?: string }
  | { is: 'number'; min?: number; max?: number; whole?: true }
  | { is: 'truth' }
  | { is: 'words'; words: readonly (string | number)[] }
  | { is: 'list'; of: Shape; min?: number }
  /** One, which stands for a list of it, or a list. */
  | { is: 'one-or-list'; of: Shape }
  | { is: 'map'; keys: Readonly<Record<string, Shape>> }
  | { is: 'record'; key: Shape; of: Shape }
  | { is: 'either'; of: readonly Shape[] }
  /** Only the schema itself can tell. */
  | { is: 'unknown' }
) & { optional?: true; default?: unknown; prefault?: unknown };

const UNSURE = Symbol('unsure');

/**
 * Takes what a policy file says for a policy, where it is plainly one: just what the schema would make of it. The schema itself takes longer
 * to load than a document of `go env` takes to be judged, and is needed to say what is wrong.
 * @returns undefined when there is a mistake, or when the schema must be asked
 */
export function accepted(written: unknown): Policy | undefined {
  const made = take(SHAPE, written);
  return made === UNSURE ? undefined : (made as Policy);
}

function take(shape: Shape, value: unknown): unknown {
  switch (shape.is) {
    case 'text':
      return typeof value === 'string' && inRange(value.length, shape) && isLike(value, shape.pattern) ? value : UNSURE;
    case 'number':
      return typeof value === 'number' && inRange(value, shape) && (Number.isSafeInteger(value) || (!shape.whole && Number.isFinite(value)))
        ? value
        : UNSURE;
    case 'truth':
      return typeof value === 'boolean' ? value : UNSURE;
    case 'words':
      return shape.words.includes(value as string) ? value : UNSURE;
    case 'list':
      return Array.isArray(value) && inRange(value.length, shape) ? takeList(shape.of, value) : UNSURE;
    case 'one-or-list':
      return takeList(shape.of, Array.isArray(value) ? value : [value]);
    case 'map':
      return isMap(value) ? takeMap(shape.keys, value) : UNSURE;
    case 'record':
      return isMap(value) ? takeRecord(shape, value) : UNSURE;
    case 'either':
      for (const each of shape.of) {
        const made = take(each, value);
        if (made !== UNSURE) return made;
      }
      return UNSURE;
    default:
      return UNSURE;
  }
}

function takeList(of: Shape, values: readonly unknown[]): unknown {
  const made = values.map((each) => take(of, each));
  return made.includes(UNSURE) ? UNSURE : made;
}

function takeMap(keys: Readonly<Record<string, Shape>>, value: Record<string, unknown>): unknown {
  const made: Record<string, unknown> = {};
  for (const name of Object.keys(value)) if (!Object.hasOwn(keys, name)) return UNSURE;
  for (const [name, shape] of Object.entries(keys)) {
    const there = Object.hasOwn(value, name) ? take(shape, value[name]) : absent(shape);
    if (there === UNSURE) return UNSURE;
    if (there !== undefined) made[name] = there;
  }
  return made;
}

function takeRecord({ key, of }: { key: Shape; of: Shape }, value: Record<string, unknown>): unknown {
  const made: Record<string, unknown> = {};
  for (const [name, each] of Object.entries(value)) {
    const there = name === '__proto__' ? UNSURE : take(key, name) === UNSURE ? UNSURE : take(of, each);
    if (there === UNSURE) return UNSURE;
    made[name] = there;
  }
  return made;
}

function absent(shape: Shape): unknown {
  if (shape.default !== undefined) return structuredClone(shape.default);
  if (shape.prefault !== undefined) return take(shape, shape.prefault);
  return shape.optional ? undefined : UNSURE;
}

function inRange(
  size: number,
  { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: { min?: number; max?: number },
): boolean {
  return size >= min && size <= max;
}

function isLike(text: string, pattern: string | undefined): boolean {
  return pattern === undefined || new RegExp(pattern).test(text);
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
