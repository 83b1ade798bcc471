import type { EnvRule } from '../model/env-rule.js';
import type { Folder, Origin } from '../model/facts.js';
import { RULE_PARTS, type RulePart } from '../model/rule-parts.js';
import { entriesOf, holderOf, listKind } from './lists.js';
import { below, isAbsolutePath, isUnder } from './paths.js';
import { compilePattern, MAX_TEXT, PatternError } from './pattern.js';
import { expand, literally } from './values.js';

/** What a rule is held against. */
export interface RuleSubject {
  /** The variable. */
  name: string;
  value: string;
  origin: Origin | undefined;
  /** The folder that the value names, tried; for `exists` and its like. */
  folder?: Folder | undefined;
  /** The program that the value names, and where it was found; undefined when it names none. */
  program?: { path: string | null } | undefined;
  /** The folders of PATH; undefined when they were not looked at. */
  searchPath?: readonly string[] | undefined;
  /** On PATH, the folder of the first go. */
  firstGo?: string | undefined;
  /** The separator of lists: `:`, or `;` on Windows. */
  listSeparator: string;
  caseless: boolean;
  /** The value of another variable or placeholder; undefined where it has none. */
  lookup: (name: string) => string | undefined;
  /** What `same-as` names; undefined where that is not known. */
  sameAs: (name: string) => string | undefined;
}

/** A part of a rule that does not hold. */
export interface Violation {
  part: RulePart;
  expected: string;
}

/** Holds a value against a rule. @returns every part that does not hold */
export function violations(rule: EnvRule, subject: RuleSubject): Violation[] {
  return RULE_PARTS.flatMap((part) => {
    const wanted = rule[part];
    if (wanted === undefined) return [];
    const judge = JUDGES[part] as (wanted: unknown, subject: RuleSubject) => string | undefined;
    const expected = judge(wanted, subject);
    return expected === undefined ? [] : [{ part, expected }];
  });
}

/** For each part what is expected, when it does not hold. */
const JUDGES: { [Part in RulePart]: (wanted: NonNullable<EnvRule[Part]>, subject: RuleSubject) => string | undefined } = {
  equals: (wanted, subject) => oneOf([wanted], subject, (values) => values.map(quoted).join(' or ')),
  'one-of': (wanted, subject) => oneOf(wanted, subject, (values) => `one of ${values.map(quoted).join(', ')}`),
  not: (wanted, subject) => {
    const unwanted = known(wanted, subject);
    return unwanted.includes(subject.value) ? `not ${unwanted.map(quoted).join(', nor ')}` : undefined;
  },
  matches: (wanted, subject) => pattern(wanted, subject, true),
  'not-matches': (wanted, subject) => pattern(wanted, subject, false),
  contains: (wanted, subject) => {
    const has = holder(subject);
    const lacking = known(wanted, subject).filter((named) => !has(named));
    return lacking.length === 0 ? missingOf(wanted, subject) : `${lacking.map(quoted).join(' and ')} in the list`;
  },
  'not-contains': (wanted, subject) => {
    const found = known(wanted, subject).filter(holder(subject));
    return found.length === 0 ? undefined : `no ${found.map(quoted).join(', no ')} in the list`;
  },
  absolute: (wanted, subject) => yes(wanted, paths(subject).every(isAbsolutePath), 'an absolute path', 'a relative path'),
  exists: (wanted, { folder, program }) => yes(wanted, found(folder, program), 'a path that exists', 'a path that does not exist'),
  directory: (wanted, { folder }) => yes(wanted, folder?.directory ?? false, 'a directory', 'no directory'),
  writable: (wanted, { folder }) =>
    yes(wanted, folder?.writable ?? false, 'a folder that can be written to', 'a folder that cannot be written to'),
  executable: (wanted, { folder, program }) =>
    yes(
      wanted,
      program ? program.path !== null : (folder?.executable ?? false),
      program ? 'a program that can be started' : 'a folder that programs can be started in',
      program ? 'no program that can be started' : 'a folder that no program can be started in',
    ),
  'no-spaces': (wanted, { value }) => yes(wanted, !/\s/.test(value), 'no white space', 'white space'),
  ascii: (wanted, { value }) => yes(wanted, /^[\x20-\x7e]*$/.test(value), 'only ASCII characters', 'a character beyond ASCII'),
  single: (wanted, subject) => yes(wanted, paths(subject).length <= 1, 'one entry', 'several entries'),
  under: (wanted, subject) => {
    const folders = known(wanted, subject);
    if (paths(subject).every(below(folders, subject.caseless))) return undefined;
    return folders.length === 0 ? missingOf(wanted, subject) : `a path under ${folders.join(' or ')}`;
  },
  'not-under': (wanted, subject) => {
    const folders = known(wanted, subject);
    return paths(subject).some(below(folders, subject.caseless)) ? `no path under ${folders.join(' or ')}` : undefined;
  },
  'on-path': onPath,
  'same-as': (wanted, subject) => {
    const other = subject.sameAs(wanted);
    if (other === undefined) return `the value of ${wanted}, which is not known here`;
    return isSame(subject, other) ? undefined : `the same as ${wanted}, which is ${quoted(other)}`;
  },
  from: (wanted, { origin }) =>
    wanted.some((source) => comesFrom(origin, source)) ? undefined : `a value that comes from ${wanted.join(' or ')}`,
  'not-from': (wanted, { origin }) =>
    wanted.some((source) => comesFrom(origin, source)) ? `a value that does not come from ${wanted.join(' or ')}` : undefined,
  set: (wanted, { origin }) => yes(wanted, isSet(origin), 'a value that somebody set', 'a value that nobody set'),
  unset: (wanted, { origin }) => yes(wanted, !isSet(origin), 'a value that nobody set', 'a value that somebody set'),
};

function yes(asked: boolean, holds: boolean, what: string, whatNot: string): string | undefined {
  return holds === asked ? undefined : asked ? what : whatNot;
}

/** Values of a policy as they are here. Of what is not allowed, one that names a folder that is not here forbids nothing. */
function known(values: readonly string[], { lookup }: RuleSubject): string[] {
  return values.flatMap((value) => {
    const made = expand(value, lookup);
    return 'value' in made ? [made.value] : [];
  });
}

function oneOf(wanted: readonly string[], subject: RuleSubject, say: (values: string[]) => string): string | undefined {
  const values = known(wanted, subject);
  if (values.includes(subject.value)) return undefined;
  return values.length === 0 ? missingOf(wanted, subject) : say(values);
}

/** Of what is asked for, one that cannot be told here does not hold. */
function missingOf(wanted: readonly string[], { lookup }: RuleSubject): string | undefined {
  for (const value of wanted) {
    const made = expand(value, lookup);
    if ('missing' in made) return untold(made.missing);
  }
  return undefined;
}

function untold(name: string): string {
  return `what the policy names by \${${name}}, and ${name} has no value here`;
}

function pattern(source: string, { value, lookup }: RuleSubject, wanted: boolean): string | undefined {
  const made = expand(source, lookup, literally);
  if ('missing' in made) return wanted ? untold(made.missing) : undefined;
  const said = `${wanted ? '' : 'not '}to match /${made.value}/`;
  if (value.length > MAX_TEXT) return `${said}, and at most ${MAX_TEXT} characters to hold against it, not ${value.length}`;
  try {
    return compilePattern(made.value).test(value) === wanted ? undefined : said;
  } catch (error) {
    // What its names stand for here can make it too long.
    if (!(error instanceof PatternError)) throw error;
    return `${said}, which is no regular expression here: ${error.message}`;
  }
}

function holder({ name, value, listSeparator }: RuleSubject): (named: string) => boolean {
  const kind = listKind(name);
  return holderOf(entriesOf(value, kind, listSeparator), kind);
}

/** The entries of a value by its variable's own syntax; of one that is no list, and of flags, the path that it is. */
function paths({ name, value, listSeparator }: RuleSubject): string[] {
  const kind = listKind(name);
  return entriesOf(value, kind === 'none' ? 'paths' : kind, listSeparator);
}

function found(folder: Folder | undefined, program: RuleSubject['program']): boolean {
  return program ? program.path !== null : (folder?.exists ?? false);
}

function onPath(wanted: boolean | 'first', subject: RuleSubject): string | undefined {
  const { name, value, program, searchPath, firstGo, caseless } = subject;
  if (program) return yes(wanted !== false, program.path !== null, 'a program on PATH', 'no program on PATH');
  const [first = ''] = paths(subject);
  const folder = name === 'GOROOT' || name === 'GOPATH' ? `${first}/bin` : first;
  const same = (other: string | undefined) =>
    other !== undefined && isUnder(other, [folder], caseless) && isUnder(folder, [other], caseless);
  if (wanted === 'first') return value !== '' && same(firstGo) ? undefined : `${folder || 'it'} first on PATH of all folders with a go`;
  return yes(wanted, value !== '' && (searchPath ?? []).some(same), `${folder || 'a folder'} on PATH`, `${folder} not on PATH`);
}

/** Versions are the same with and without `go` before them, and a minor version is the same as any of its releases. */
function isSame({ value, caseless }: RuleSubject, other: string): boolean {
  if (value === other) return true;
  const version = /^(?:go)?(1\.\d+)(\.\d+)?((?:rc|beta)\d+)?/;
  const [a, b] = [version.exec(value), version.exec(other)];
  if (a && b) return a[1] === b[1] && (!a[2] || !b[2] || a[2] === b[2]) && a[3] === b[3];
  return isAbsolutePath(value) && isUnder(value, [other], caseless) && isUnder(other, [value], caseless);
}

function comesFrom(origin: Origin | undefined, source: string): boolean {
  return source === (origin?.source ?? 'default') || source === origin?.writer;
}

function isSet(origin: Origin | undefined): boolean {
  return origin?.source === 'environment' || origin?.source === 'go-env-w';
}

function quoted(value: string): string {
  return value === '' ? 'empty' : `"${value}"`;
}
