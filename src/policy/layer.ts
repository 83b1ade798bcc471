import { valueAt } from '../model/value-at.js';
import type { Positioned, Span } from '../model/yaml.js';

export type Path = (string | number)[];
export type Raw = Record<string, unknown>;

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

/** Where a part stands in the file of a layer. */
export function placed(layer: Layer, path: Path, part: 'key' | 'value'): PolicyPlace | undefined {
  const original = originalPath(layer.document, path);
  const span = layer.document.at(original, part);
  return span && { file: layer.file, ...span };
}

/** The same, or the nearest that there is. */
export function spanOf(layer: Layer, path: Path, part: 'key' | 'value' = 'key'): Span {
  return placed(layer, path, part) ?? placed(layer, path, 'value') ?? { line: 1, column: 1, endLine: 1, endColumn: 1 };
}

/** Whether it is a map of YAML. */
export function isMap(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mapValues(map: Raw, make: (value: unknown) => unknown): Raw {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, make(value)]));
}
