import { isGoVariable } from './names.js';
import type { Noted } from './note.js';
import { type Command, commandsIn, type Dialect, type Word, wordOf } from './shell.js';

/** A line of a script that sets one of Go's variables; offsets are in the script. */
export type Assignment = Omit<Noted, 'scope' | 'job'>;

/**
 * The lines of a script that set Go's variables: `export X=v`, `X=v; export X`, `X=v command`, `env X=v command`, `go env -w X=v`,
 * `echo "X=v" >> "$GITHUB_ENV"` and its like; in PowerShell `$env:X = 'v'`; in cmd `set X=v`. Read, not run: what decides whether a line runs
 * is not asked.
 */
export function assignmentsIn(script: string, dialect: Dialect = 'sh'): Assignment[] {
  const commands = commandsIn(script, dialect);
  const plain = new Map<string, Assignment>();
  return commands.flatMap((command, index) => {
    const toJob = intoJob(command, commands[index + 1]);
    if (toJob) return toJob.flatMap((word) => linesIn(word, script));
    return dialect === 'pwsh' ? ofPowerShell(command, script) : ofShell(command, script, plain);
  });
}

/** The language of a `run:` of GitHub Actions, by its `shell:`, else by what it says. */
export function dialectOf(shell: unknown, script: string): Dialect {
  if (typeof shell === 'string') return /pwsh|powershell/i.test(shell) ? 'pwsh' : 'sh';
  return /\$env:\w/i.test(script) ? 'pwsh' : 'sh';
}

function ofShell({ words }: Command, script: string, plain: Map<string, Assignment>): Assignment[] {
  const first = words.findIndex((word) => !/^[A-Za-z_]\w*\+?=/.test(word.text));
  const assigned = (first < 0 ? words : words.slice(0, first)).flatMap((word) => pair(word, script));
  if (first < 0) {
    for (const each of assigned) plain.set(each.variable, each);
    return [];
  }
  const rest = words.slice(first);
  const [command = '', ...args] = rest.map((word) => word.text);
  const prefix = assigned.map((each): Assignment => ({ ...each, reach: 'command' }));
  if (command === 'export' || ((command === 'declare' || command === 'typeset') && /^-\w*x/.test(args[0] ?? ''))) {
    return [...prefix, ...rest.slice(1).flatMap((word) => exported(word, script, plain))];
  }
  if (command === 'set' && /^"?[A-Z]/.test(args[0] ?? '') && args.length === 1) return pair(rest[1] as Word, script);
  return [...prefix, ...ofGoEnvW(rest, script), ...ofEnv(rest, script)];
}

function exported(word: Word, script: string, plain: Map<string, Assignment>): Assignment[] {
  const before = plain.get(word.text);
  return before ? [before] : pair(word, script);
}

/** `go env -w A=1 B=2`, whatever stands before it. */
function ofGoEnvW(words: readonly Word[], script: string): Assignment[] {
  const at = words.findIndex((word, index) => /(?:^|[\\/])go[\d.]*(?:\.exe)?$/.test(word.text) && words[index + 1]?.text === 'env');
  const rest = at < 0 ? [] : words.slice(at + 2);
  if (!rest.some((word) => /^--?w$/.test(word.text))) return [];
  return rest.flatMap((word) => pair(word, script)).map((each): Assignment => ({ ...each, reach: 'go-env-w' }));
}

/** `env -i A=1 B=2 command`, after `sudo` as well. */
function ofEnv(words: readonly Word[], script: string): Assignment[] {
  const at = words.findIndex((word) => /^(?:env|sudo|cross-env)$/.test(word.text));
  if (at !== 0) return [];
  const rest = words.slice(1);
  const command = rest.findIndex((word) => !/^-|^[A-Za-z_]\w*=|^env$/.test(word.text));
  return rest
    .slice(0, command < 0 ? undefined : command)
    .flatMap((word) => pair(word, script).map((each): Assignment => ({ ...each, reach: 'command' })));
}

function ofPowerShell({ words }: Command, script: string): Assignment[] {
  const [first, second, third] = words;
  const [, name = '', sign, behind = ''] = /^\$\{?env:(\w+)\}?(=?)(.*)$/is.exec(first?.text ?? '') ?? [];
  const value = sign ? (behind === '' ? second : first) : second?.text === '=' ? third : undefined;
  if (!first || !value || !isGoVariable(name)) return ofGoEnvW(words, script);
  const raw = value === first ? wordOf(script.slice(first.at, first.end).replace(/^[^=]*=/, ''), 'pwsh') : value;
  const at = script.indexOf(name, first.at);
  return [{ variable: name, value: raw.computed ? null : raw.text, written: raw.text, at, end: value.end, reach: 'script' }];
}

/** `NAME=value` as one word. */
function pair(word: Word, script: string): Assignment[] {
  const [, variable = '', sign = '', written = ''] = /^([A-Za-z_]\w*)(\+?=)(.*)$/s.exec(word.text) ?? [];
  if (!isGoVariable(variable)) return [];
  const value = word.computed || sign === '+=' ? null : written;
  return [{ variable, value, written, at: script.indexOf(variable, word.at), end: word.end, reach: 'script' }];
}

const JOB_FILE = /^(?:\$\{?(?:env:)?GITHUB_ENV\}?|%GITHUB_ENV%|\$\{\{\s*(?:github\.env|env\.GITHUB_ENV)\s*\}\})$/i;
const WRITES_FILE = /^(?:tee|tee\.exe|out-file|add-content|set-content)$/i;
const SAYS = /^(?:echo|printf|write-output)$/i;

/** What a command writes into the file that $GITHUB_ENV names; undefined when it does not write there. */
function intoJob(command: Command, next: Command | undefined): Word[] | undefined {
  const { words, redirects } = command;
  const [name] = words;
  const writesItself = redirects.some(({ op, target }) => op.startsWith('>') && JOB_FILE.test(target.text));
  const through = command.piped && next && writesJobFile(next);
  const adds = writesJobFile(command);
  if (!writesItself && !through && !adds) return undefined;
  const bodies = redirects.flatMap(({ op, target, body }) => body ?? (op === '<<<' ? target : []));
  if (bodies.length > 0) return bodies;
  const said = name && (SAYS.test(name.text) || adds) ? words.slice(1) : words;
  const breaks = name?.text === 'printf' || words[1]?.text === '-e';
  return joined(said.filter((word) => !/^-[a-zA-Z]+$/.test(word.text) && !JOB_FILE.test(word.text))).map((word) =>
    breaks ? { ...word, text: word.text.replaceAll('\\n', '\n') } : word,
  );
}

function writesJobFile({ words }: Command): boolean {
  return WRITES_FILE.test(words[0]?.text ?? '') && words.some((word) => JOB_FILE.test(word.text));
}

/** echo puts a blank between its words. */
function joined(words: readonly Word[]): Word[] {
  const [first] = words;
  if (!first) return [];
  // A value with blanks is quoted as a rule; without quotes the words up to the end belong to it.
  return [
    {
      text: words.map((word) => word.text).join(' '),
      computed: words.some((word) => word.computed),
      at: first.at,
      end: (words.at(-1) as Word).end,
    },
  ];
}

/** The `NAME=value` lines of a text that is written to $GITHUB_ENV. */
function linesIn({ text, computed, at, end }: Word, script: string): Assignment[] {
  let from = at;
  return text.split(/\r?\n/).flatMap((line) => {
    const [, variable = '', sign, written = ''] = /^\s*([A-Za-z_]\w*)(=|<<)(.*)$/.exec(line) ?? [];
    if (!isGoVariable(variable)) return [];
    const start = script.indexOf(variable, from);
    if (start < 0 || start >= end) return [];
    from = start + variable.length;
    const unknown = sign === '<<' || (computed && /[$`%]/.test(line));
    return [
      {
        variable,
        value: unknown ? null : written,
        written,
        at: start,
        end: Math.min(end, from + 1 + written.length),
        reach: 'later-steps' as const,
      },
    ];
  });
}
