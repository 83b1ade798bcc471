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

export type Arguments = CheckArguments | PlanArguments | { command: 'help' } | { command: 'version' };

export const HELP = `delve-gate: can a person check this branch out and stop at a breakpoint?

usage
  delve-gate check [--policy FILE] [--dir DIR] [--target GOOS/GOARCH]… [--only env,dlv,smoke]
  delve-gate plan  [--policy FILE] [--dir DIR] [--target GOOS/GOARCH]…
                   the matrix of a workflow: which targets run on which of GitHub's runners, and which in a guest

options
  --policy FILE      the policy; without it delve-gate.yml of the folder, else the built-in one
  --dir DIR          the project's folder (default: this one)
  --target OS/ARCH   what to prove instead of the policy's targets; may be repeated
  --only LIST        only these parts: env, dlv, smoke
  --format FORMAT    text, json, github or markdown (default: text); of a plan json or text (default: json)
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
  if (command !== 'check' && command !== 'plan') throw new UsageError(`unknown command "${command}"; expected: check, plan`);
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
