import type { Positioned, Span } from '../model/yaml.js';

/** Where a part stands, or the nearest that it is in. */
export function placeOf(document: Positioned, path: readonly (string | number)[], part: 'key' | 'value'): Span {
  for (let length = path.length; length >= 0; length--) {
    const span = document.at(path.slice(0, length), length === path.length ? part : 'value');
    if (span) return span;
  }
  return { line: 1, column: 1, endLine: 1, endColumn: 1 };
}
