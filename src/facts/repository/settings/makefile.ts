import type { Setting } from '../../../model/setting.js';
import type { RepositoryFile } from '../files.js';
import { isGoVariable } from './names.js';
import { type Noted, settingsIn } from './note.js';
import { assignmentsIn } from './script.js';
import { NOTHING } from './shell.js';

/** A line of a Makefile with those that continue it. */
interface Line {
  text: string;
  at: number;
}

const EXPORT_ALL = /^(?:export[ \t]*(?:#.*)?|\.EXPORT_ALL_VARIABLES[ \t]*:.*)$/m;
const ASSIGNMENT =
  /^[ \t]*(?:([^\s:=#][^:=#]*):(?!=)[ \t]*)?((?:(?:override|export|private)[ \t]+)*)([A-Za-z_]\w*)[ \t]*(:::=|::=|:=|\?=|\+=|!=|=)[ \t]*/d;

/**
 * What a Makefile puts into the environment of its recipes: variables that are exported, and the lines of recipes that set some.
 * A variable that is not exported is make's own, unless it came from the environment.
 * https://www.gnu.org/software/make/manual/make.html#Variables_002fRecursion
 */
export function readMakefile(file: RepositoryFile): Setting[] {
  const lines = linesOf(file.text);
  const exported = exportedIn(lines);
  const all = EXPORT_ALL.test(file.text);
  let target = '';
  const noted = lines.flatMap(({ text, at }): Noted[] => {
    if (text.startsWith('\t')) return recipe(text, at, target);
    target = /^([^\s:=#][^:=#]*):(?!=)/.exec(text)?.[1]?.trim() ?? target;
    return assigned(text, at, (name) => all || exported.has(name));
  });
  return settingsIn(file, 'makefile', noted);
}

function assigned(text: string, at: number, isExported: (name: string) => boolean): Noted[] {
  const match = ASSIGNMENT.exec(text);
  const [head = '', target, modifiers = '', variable = '', operator] = match ?? [];
  if (!match || !isGoVariable(variable) || !(modifiers.includes('export') || isExported(variable))) return [];
  const rest = text.slice(head.length);
  const written = withoutComment(rest);
  const isComputed = operator === '!=' || operator === '+=' || expands(written);
  return [
    {
      variable,
      value: isComputed ? null : written.replaceAll('$$', '$'),
      written,
      at: at + (match.indices?.[3]?.[0] ?? 0),
      // A value of several lines is on no line alone.
      end: at + head.length + (rest.includes('\n') ? rest.length : written.length),
      reach: 'environment',
      scope: target === undefined ? 'recipes of make' : `recipes of ${short(target)}`,
    },
  ];
}

/** Whether make expands something in a text; `$$` is the shell's `$`. */
function expands(text: string): boolean {
  return /\$[({A-Za-z@<^]/.test(text.replaceAll('$$', ''));
}

/** The variables that `export NAME…` names, but those of `unexport`. */
function exportedIn(lines: readonly Line[]): Set<string> {
  const names = new Set<string>();
  for (const { text } of lines) {
    const [, un, list] = /^[ \t]*(un)?export[ \t]([\w \t]+)(?:#.*)?$/.exec(text) ?? [];
    for (const name of list?.trim().split(/[ \t]+/) ?? [])
      if (un) names.delete(name);
      else names.add(name);
  }
  return names;
}

/** `$$` is the shell's `$`; `$(…)` is make's, and not known here. Before a command may stand what says how it is run: `@`, `-`, `$(Q)`. */
function recipe(text: string, at: number, target: string): Noted[] {
  const head = /^\t[@+\- \t]*(?:\$[({]\w+[)}](?=[A-Za-z_]\w*=))?/.exec(text)?.[0] ?? '';
  const script = ' '.repeat(head.length) + text.slice(head.length).replaceAll('$$', `${NOTHING}$`);
  const scope = `recipe of ${short(target)}`;
  // Make does not care for the quotes of the shell.
  const known = (value: string | null) => (value === null || /\$[({]/.test(value) ? null : value);
  return assignmentsIn(script).map((each) => ({ ...each, value: known(each.value), at: at + each.at, end: at + each.end, scope }));
}

function withoutComment(text: string): string {
  const comment = /(?<!\\)#/.exec(text)?.index;
  return text
    .slice(0, comment)
    .split(/\\\r?\n/)
    .map((line) => line.trim())
    .join(' ')
    .trim();
}

function short(target: string): string {
  return target.length > 60 ? `${target.slice(0, 57)}…` : target;
}

/** Lines, each with those that it continues to by a backslash at its end. */
function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let at = 0; at < text.length; ) {
    let end = lineEnd(text, at);
    while (end < text.length && isContinued(text, end)) end = lineEnd(text, end + 1);
    lines.push({ text: text.slice(at, end), at });
    at = end + 1;
  }
  return lines;
}

/** Whether an odd number of backslashes stands before a line's end. */
function isContinued(text: string, end: number): boolean {
  let from = text[end - 1] === '\r' ? end - 1 : end;
  const stop = from;
  while (text[from - 1] === '\\') from--;
  return (stop - from) % 2 === 1;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}
