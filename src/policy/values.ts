import { GO_VARIABLES } from '../model/go-variables.js';

/** What a value of a policy may name beside Go's own variables. */
export const PLACEHOLDERS = ['HOME', 'TMPDIR', 'PROJECT', 'RUNNER_TEMP', 'RUNNER_TOOL_CACHE', 'GITHUB_WORKSPACE'] as const;

/** A brace within ends the search, so that many of them that are never closed take no time. */
const NAMED = /\$(\$?)\{([^{}]*)\}/g;

/** The names in a value that nobody knows: `${FOO}`. `$${FOO}` stands for the text `${FOO}`. */
export function unknownNames(value: string): string[] {
  return [...value.matchAll(NAMED)].filter(([, escaped, name = '']) => escaped === '' && !isKnown(name)).map(([, , name = '']) => name);
}

function isKnown(name: string): boolean {
  return (PLACEHOLDERS as readonly string[]).includes(name) || GO_VARIABLES.includes(name);
}

/** A value with one text for all its names, as long as nobody knows what they stand for. */
export function withNames(value: string, instead: string): string {
  return value.replace(NAMED, (whole, escaped: string) => (escaped === '' ? instead : whole.slice(1)));
}

/** A value with its names replaced, or the name that has no value here. */
export type Expanded = { value: string } | { missing: string };

/**
 * Replaces the names in a value.
 * @param lookup undefined or empty for a name without a value here
 * @param written how a value is written where it is put: into a regular expression as text
 */
export function expand(value: string, lookup: (name: string) => string | undefined, written = (text: string) => text): Expanded {
  let missing: string | undefined;
  const made = value.replace(NAMED, (whole, escaped: string, name: string) => {
    if (escaped !== '') return whole.slice(1);
    const found = lookup(name);
    if (!found) missing ??= name;
    return written(found ?? '');
  });
  return missing === undefined ? { value: made } : { missing };
}

/** A text as a regular expression that matches just it. */
export function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
