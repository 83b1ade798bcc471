import { parseArgs } from 'node:util';
import { SECTIONS, type Section } from './sections.js';

/** The command line was used wrongly. */
export class UsageError extends Error {}

export const FORMATS = ['text', 'json', 'github', 'markdown'] as const;
export type Format = (typeof FORMATS)[number];
export const FAIL_ON = ['error', 'warning', 'never'] as const;
export type FailOn = (typeof FAIL_ON)[number];

export interface CheckArguments {
  command: 'check';
  policy: string | undefined;
  dir: string;
  targets: string[];
  only: Section[];
  format: Format;
  output: string | undefined;
  failOn: FailOn;
  quiet: boolean;
  colour: boolean | undefined;
}

export const PLAN_FORMATS = ['json', 'text'] as const;

export interface PlanArguments {
  command: 'plan';
  policy: string | undefined;
  dir: string;
  targets: string[];
  format: (typeof PLAN_FORMATS)[number];
  output: string | undefined;
}

/** What a page for people, or data, may be asked for by any command that only prints. */
interface Printing<Formats extends readonly string[]> {
  format: Formats[number];
  output: string | undefined;
  colour: boolean | undefined;
}

export const DIAGNOSE_FORMATS = ['text', 'json', 'markdown'] as const;
export const EXPLAIN_FORMATS = ['text', 'markdown'] as const;
export const TREE_FORMATS = ['text', 'mermaid', 'json'] as const;

export interface DiagnoseArguments extends Printing<typeof DIAGNOSE_FORMATS> {
  command: 'diagnose';
  /** `-` is standard input. */
  file: string;
}

export interface ExplainArguments extends Printing<typeof EXPLAIN_FORMATS> {
  command: 'explain';
  cause: string | undefined;
}

export interface TreeArguments extends Printing<typeof TREE_FORMATS> {
  command: 'tree';
}

export type Arguments =
  | CheckArguments
  | PlanArguments
  | DiagnoseArguments
  | ExplainArguments
  | TreeArguments
  | { command: 'help' }
  | { command: 'version' };

export const HELP = `delve-gate: can a person check this branch out and stop at a breakpoint?

usage
  delve-gate check [--policy FILE] [--dir DIR] [--target GOOS/GOARCH]… [--only env,dlv,smoke]
  delve-gate plan  [--policy FILE] [--dir DIR] [--target GOOS/GOARCH]…
                   the matrix of a workflow: which targets run on which of GitHub's runners, and which in a guest
  delve-gate diagnose [FILE|-]
                   what a pasted log says: causes, the lines that tell, the fix, and what would decide
  delve-gate explain [CAUSE]
                   the page of a cause; without a name, the list
  delve-gate tree  the decision tree: the chain, its questions, and the causes of each link

options
  --policy FILE      the policy; without it delve-gate.yml of the folder, else the built-in one
  --dir DIR          the project's folder (default: this one)
  --target OS/ARCH   what to prove instead of the policy's targets; may be repeated
  --only LIST        only these parts: env, dlv, smoke
  --format FORMAT    text, json, github or markdown (default: text); of a plan json or text (default: json);
                     of diagnose text, json or markdown; of explain text or markdown; of tree text, mermaid or json
  --output FILE      write the result there instead of standard output
  --fail-on LEVEL    error, warning or never (default: error)
  --quiet            no progress
  --no-color         no colours; NO_COLOR does the same
  --help, --version

exit code
  0 pass   1 fail   2 wrong use, or a mistake in the policy   3 could not check
`;

/**
 * Reads the command line.
 * @throws UsageError saying what was found and what is expected
 */
export function parseArguments(argv: readonly string[]): Arguments {
  const { values, positionals } = parse(argv);
  if (values.help) return { command: 'help' };
  if (values.version) return { command: 'version' };
  const [command, ...rest] = positionals;
  if (command === undefined || command === 'help') return { command: 'help' };
  if (command === 'diagnose' || command === 'explain' || command === 'tree') return printing(command, rest, values);
  if (command !== 'check' && command !== 'plan')
    throw new UsageError(`unknown command "${command}"; expected: check, plan, diagnose, explain, tree`);
  if (rest.length > 0)
    throw new UsageError(`unexpected argument "${rest[0]}"; ${command} takes options only (a folder is --dir ${rest[0]})`);
  const targets = values.target ?? [];
  for (const target of targets)
    if (!/^[a-z0-9]+\/[a-z0-9]+$/.test(target)) throw new UsageError(`--target "${target}" is not GOOS/GOARCH, such as linux/amd64`);
  const common = { policy: values.policy, dir: values.dir ?? '.', targets, output: values.output };
  if (command === 'plan') {
    for (const name of ['only', 'fail-on'] as const) if (values[name] !== undefined) throw new UsageError(`plan takes no --${name}`);
    return { ...common, command, format: choice('--format', values.format ?? 'json', PLAN_FORMATS) };
  }
  return {
    ...common,
    command,
    only: sections((values.only ?? []).join(',')),
    format: choice('--format', values.format ?? 'text', FORMATS),
    failOn: choice('--fail-on', values['fail-on'] ?? 'error', FAIL_ON),
    quiet: values.quiet ?? false,
    colour: values['no-color'] ? false : undefined,
  };
}

/** What only `check` and `plan` take. */
const OF_CHECKS = ['policy', 'dir', 'target', 'only', 'fail-on', 'quiet'] as const;

function printing(command: 'diagnose' | 'explain' | 'tree', rest: readonly string[], values: Values): Arguments {
  for (const name of OF_CHECKS) if (values[name] !== undefined) throw new UsageError(`${command} takes no --${name}`);
  const [first, ...more] = rest;
  const unexpected = command === 'tree' ? first : more[0];
  if (unexpected !== undefined) throw new UsageError(`unexpected argument "${unexpected}"; ${command} takes ${TAKES[command]}`);
  const common = { output: values.output, colour: values['no-color'] ? false : undefined };
  const format = values.format ?? 'text';
  if (command === 'diagnose') return { ...common, command, file: first ?? '-', format: choice('--format', format, DIAGNOSE_FORMATS) };
  if (command === 'explain') return { ...common, command, cause: first, format: choice('--format', format, EXPLAIN_FORMATS) };
  return { ...common, command, format: choice('--format', format, TREE_FORMATS) };
}

const TAKES = { diagnose: 'one file', explain: 'the name of one cause', tree: 'no name' } as const;

/** Reads a list of sections; empty is all of them. */
export function sections(list: string): Section[] {
  const names = list.split(/[\s,]+/).filter(Boolean);
  if (names.length === 0) return [...SECTIONS];
  return names.map((name) => choice('--only', name, SECTIONS));
}

/** One of a few words, or an error that names them. */
export function choice<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  if ((allowed as readonly string[]).includes(value)) return value as T;
  throw new UsageError(`${option} "${value}" is unknown; expected ${allowed.join(', ')}`);
}

type Values = ReturnType<typeof parse>['values'];

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        policy: { type: 'string' },
        dir: { type: 'string' },
        target: { type: 'string', multiple: true },
        only: { type: 'string', multiple: true },
        format: { type: 'string' },
        output: { type: 'string' },
        'fail-on': { type: 'string' },
        quiet: { type: 'boolean' },
        'no-color': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
