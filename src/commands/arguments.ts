import { parseArgs } from 'node:util';
import { type EnvArguments, parseEnvArguments } from './env/arguments.js';
import { type PolicyArguments, parsePolicyArguments } from './policy/arguments.js';
import { SECTIONS, type Section } from './sections.js';
import { choice, UsageError } from './usage.js';
import { FORMATS, type Format, parseWrites, type Write } from './write.js';

export { choice, UsageError };
export const FAIL_ON = ['error', 'warning', 'never'] as const;
export type FailOn = (typeof FAIL_ON)[number];

export interface CheckArguments {
  command: 'check';
  policy: string | undefined;
  /** Where repositories are checked out that policies are extended from: `owner/name=FOLDER`. */
  layers: string[];
  dir: string;
  targets: string[];
  only: Section[];
  format: Format;
  output: string | undefined;
  /** Files beside that. */
  write: Write[];
  failOn: FailOn;
  quiet: boolean;
  colour: boolean | undefined;
  /** The leg of a plan that this check is. */
  leg: string | undefined;
}

export interface GateArguments {
  command: 'gate';
  plan: string;
  reports: string[];
  policy: string | undefined;
  /** Where repositories are checked out that policies are extended from: `owner/name=FOLDER`. */
  layers: string[];
  dir: string;
  targets: string[];
  /** A file with the `needs` context. */
  needs: string | undefined;
  /** A commit whose policy this one is held to. */
  base: string | undefined;
  /** An earlier gate of the base branch. */
  compare: string | undefined;
  format: Format;
  output: string | undefined;
  /** Files beside that. */
  write: Write[];
  failOn: FailOn;
  colour: boolean | undefined;
}

export const PLAN_FORMATS = ['json', 'text'] as const;

export interface PlanArguments {
  command: 'plan';
  policy: string | undefined;
  /** Where repositories are checked out that policies are extended from: `owner/name=FOLDER`. */
  layers: string[];
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
  | GateArguments
  | PlanArguments
  | DiagnoseArguments
  | ExplainArguments
  | TreeArguments
  | EnvArguments
  | PolicyArguments
  | { command: 'help' }
  | { command: 'version' };

export const HELP = `delve-gate: can a person check this branch out and stop at a breakpoint?

usage
  delve-gate check [--policy FILE] [--dir DIR] [--target GOOS/GOARCH]… [--only env,dlv,smoke]
  delve-gate plan  [--policy FILE] [--dir DIR] [--target GOOS/GOARCH]…
                   the matrix of a workflow: which targets run on which of GitHub's runners, and which in a guest
  delve-gate gate  --plan FILE [--needs FILE] [--base COMMIT] [--compare FILE] REPORT-OR-FOLDER…
                   one verdict from the reports of all legs of a plan
  delve-gate diagnose [FILE|-]
                   what a pasted log says: causes, the lines that tell, the fix, and what would decide
  delve-gate explain [CAUSE]
                   the page of a cause; without a name, the list
  delve-gate tree  the decision tree: the chain, its questions, and the causes of each link
  delve-gate policy init · check [FILE] · show [FILE] · test DOCUMENT
                   a first policy; its mistakes; what is in force, with the line of each part; what it says of go env -json
  delve-gate env why VARIABLE · show · graph · who
                   who sets a value, on which line; all that is not as by default; what decides what; which Go each would run
  delve-gate env snapshot [--label TEXT] · snapshots · diff [SNAPSHOT] · restore [SNAPSHOT] · unset-all
                   the GOENV file: kept, compared, put back; works when no go command does
  delve-gate env bisect
                   which variables, lines of the GOENV file or folders of PATH make the check fail here

options
  --policy FILE      the policy; without it delve-gate.yml of the folder, else the built-in one
  --layer OWNER/REPO=DIR  where a repository is checked out whose policy is extended; may be repeated
  --dir DIR          the project's folder (default: this one)
  --target OS/ARCH   what to prove instead of the policy's targets; may be repeated
  --only LIST        only these parts: env, dlv, smoke
  --leg NAME         the leg of a plan that this check is, for the gate
  --plan FILE        what delve-gate plan wrote
  --needs FILE       how the jobs before the gate ended: what toJSON(needs) says
  --base COMMIT      the policy must not be looser than at that commit
  --compare FILE     an earlier gate's report (JSON): what is new, what is fixed
  --format FORMAT    of check and gate text (default), json, github, markdown, html, sarif, junit, code-quality, azure
                     or rdjson; of plan json (default) or text; of diagnose text, json or markdown; of explain text or markdown;
                     of tree text, mermaid or json
  --output FILE      write the result there instead of standard output
  --write FORMAT=FILE  of check and gate: write it there besides; may be repeated
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
  if (argv[0] === 'env') return parseEnvArguments(argv.slice(1));
  if (argv[0] === 'policy') return parsePolicyArguments(argv.slice(1));
  const { values, positionals } = parse(argv);
  if (values.help) return { command: 'help' };
  if (values.version) return { command: 'version' };
  const [command, ...rest] = positionals;
  if (command === undefined || command === 'help') return { command: 'help' };
  if (command === 'diagnose' || command === 'explain' || command === 'tree') return printing(command, rest, values);
  if (command !== 'check' && command !== 'plan' && command !== 'gate')
    throw new UsageError(`unknown command "${command}"; expected: check, plan, gate, diagnose, explain, tree, env, policy`);
  if (command !== 'gate') refuse(command, values, ['plan', 'needs', 'base', 'compare']);
  if (command !== 'check') refuse(command, values, ['leg', 'only']);
  if (command !== 'gate' && rest.length > 0)
    throw new UsageError(`unexpected argument "${rest[0]}"; ${command} takes options only (a folder is --dir ${rest[0]})`);
  const targets = values.target ?? [];
  for (const target of targets)
    if (!/^[a-z0-9]+\/[a-z0-9]+$/.test(target)) throw new UsageError(`--target "${target}" is not GOOS/GOARCH, such as linux/amd64`);
  const common = { policy: values.policy, layers: values.layer ?? [], dir: values.dir ?? '.', targets, output: values.output };
  if (command === 'plan') {
    refuse(command, values, ['fail-on', 'write']);
    return { ...common, command, format: choice('--format', values.format ?? 'json', PLAN_FORMATS) };
  }
  const colour = values['no-color'] ? false : undefined;
  const judging = {
    ...common,
    format: choice('--format', values.format ?? 'text', FORMATS),
    write: parseWrites('--write', values.write ?? [], [values.output]),
    failOn: choice('--fail-on', values['fail-on'] ?? 'error', FAIL_ON),
    colour,
  };
  if (command === 'gate') {
    if (values.plan === undefined) throw new UsageError('gate has no --plan; expected the file that delve-gate plan wrote');
    if (rest.length === 0) throw new UsageError('gate has no reports; expected files, or a folder with the reports of all legs');
    const { plan, needs, base, compare } = values;
    return { ...judging, command, plan, reports: rest, needs, base, compare };
  }
  return {
    ...judging,
    command,
    only: sections((values.only ?? []).join(',')),
    quiet: values.quiet ?? false,
    leg: values.leg,
  };
}

function refuse(command: string, values: Values, names: readonly (keyof Values)[]): void {
  for (const name of names) if (values[name] !== undefined) throw new UsageError(`${command} takes no --${name}`);
}

/** What the commands that only print do not take. */
const OF_CHECKS = ['policy', 'layer', 'dir', 'target', 'only', 'fail-on', 'write', 'leg', 'plan', 'needs', 'base', 'compare'] as const;

function printing(command: 'diagnose' | 'explain' | 'tree', rest: readonly string[], values: Values): Arguments {
  refuse(command, values, OF_CHECKS);
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

type Values = ReturnType<typeof parse>['values'];

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        policy: { type: 'string' },
        layer: { type: 'string', multiple: true },
        dir: { type: 'string' },
        target: { type: 'string', multiple: true },
        only: { type: 'string', multiple: true },
        format: { type: 'string' },
        output: { type: 'string' },
        write: { type: 'string', multiple: true },
        'fail-on': { type: 'string' },
        leg: { type: 'string' },
        plan: { type: 'string' },
        needs: { type: 'string' },
        base: { type: 'string' },
        compare: { type: 'string' },
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
