import type { Folder, Origin } from '../model/facts.js';
import type { EnvRule } from '../model/policy.js';

/** What a rule is held against. */
export interface RuleSubject {
  value: string;
  origin: Origin | undefined;
  /** The folder that the value names, tried; for `exists` and `writable`. */
  folder: Folder | undefined;
  /** The separator of lists: `:`, or `;` on Windows. */
  listSeparator: string;
  caseless: boolean;
}

/** A part of a rule that does not hold. */
export interface Violation {
  part: keyof EnvRule;
  expected: string;
}

/** Whether a rule asks about the folder that the value names. */
export function asksForFolder(rule: EnvRule): boolean {
  return rule.exists !== undefined || rule.writable !== undefined;
}

/** Holds a value against a rule. @returns every part that does not hold */
export function violations(rule: EnvRule, subject: RuleSubject): Violation[] {
  const found: Violation[] = [];
  const judge = (part: keyof EnvRule, holds: boolean, expected: string) => {
    if (!holds) found.push({ part, expected });
  };
  const { value, folder } = subject;
  const entries = value === '' ? [] : value.split(subject.listSeparator);
  const yes = (part: keyof EnvRule, asked: boolean | undefined, holds: boolean, what: string, whatNot: string) => {
    if (asked !== undefined) judge(part, holds === asked, asked ? what : whatNot);
  };
  if (rule.equals !== undefined) judge('equals', value === rule.equals, quoted(rule.equals));
  if (rule['one-of']) judge('one-of', rule['one-of'].includes(value), `one of ${rule['one-of'].map(quoted).join(', ')}`);
  if (rule.not) judge('not', !rule.not.includes(value), `not ${rule.not.map(quoted).join(', nor ')}`);
  if (rule.matches !== undefined) judge('matches', new RegExp(rule.matches, 'u').test(value), `to match /${rule.matches}/`);
  yes('absolute', rule.absolute, entries.every(isAbsolutePath), 'an absolute path', 'a relative path');
  yes('exists', rule.exists, folder?.exists ?? false, 'a path that exists', 'a path that does not exist');
  yes('writable', rule.writable, folder?.writable ?? false, 'a folder that can be written to', 'a folder that cannot be written to');
  yes('no-spaces', rule['no-spaces'], !/\s/.test(value), 'no white space', 'white space');
  yes('ascii', rule.ascii, /^[\x20-\x7e]*$/.test(value), 'only ASCII characters', 'a character beyond ASCII');
  yes('single', rule.single, entries.length <= 1, 'one entry', 'several entries');
  if (rule.under)
    judge(
      'under',
      entries.every((entry) => isUnder(entry, rule.under as string[], subject.caseless)),
      `a path under ${rule.under.join(' or ')}`,
    );
  if (rule['not-under'])
    judge(
      'not-under',
      !entries.some((entry) => isUnder(entry, rule['not-under'] as string[], subject.caseless)),
      `no path under ${rule['not-under'].join(' or ')}`,
    );
  if (rule['not-from'])
    judge(
      'not-from',
      !rule['not-from'].includes(subject.origin?.source ?? 'default'),
      `a value that does not come from ${rule['not-from'].join(' or ')}`,
    );
  return found;
}

/** Absolute on any system, so that a report from another one can be judged here. */
export function isAbsolutePath(path: string): boolean {
  return /^(?:\/|[A-Za-z]:[\\/]|\\\\)/.test(path);
}

/** Whether a path is one of these folders or below it, by its text. */
export function isUnder(path: string, folders: readonly string[], caseless = false): boolean {
  const normal = (text: string) => {
    const slashes = text.replaceAll('\\', '/').replace(/\/+$/, '');
    return caseless ? slashes.toLowerCase() : slashes;
  };
  return folders.some((folder) => normal(path) === normal(folder) || normal(path).startsWith(`${normal(folder)}/`));
}

function quoted(value: string): string {
  return value === '' ? 'empty' : `"${value}"`;
}
