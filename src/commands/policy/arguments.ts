import { parseArgs } from 'node:util';
import { choice, UsageError } from '../usage.js';

/** What `delve-gate policy` can be told to do, what each takes, and the formats that it has. */
export const POLICY_COMMANDS = {
  check: { takes: '[FILE]', formats: ['text', 'json'] },
  show: { takes: '[FILE]', formats: ['text', 'json'] },
  init: { takes: '', formats: ['text'] },
  test: { takes: 'DOCUMENT', formats: ['text', 'json'] },
} as const satisfies Record<string, { takes: '' | 'DOCUMENT' | '[FILE]'; formats: readonly string[] }>;
export type PolicyCommandName = keyof typeof POLICY_COMMANDS;

export interface PolicyArguments {
  command: 'policy';
  name: PolicyCommandName;
  /** DOCUMENT (`-` is standard input). */
  subject: string | undefined;
  dir: string;
  /** What `--policy` names, or FILE of check and show. */
  policy: string | undefined;
  /** Where repositories are checked out that policies are extended from: `owner/name=FOLDER`. */
  layers: string[];
  format: string;
  output: string | undefined;
  colour: boolean | undefined;
  quiet: boolean;
}

/**
 * Reads what follows `delve-gate policy`.
 * @throws UsageError saying what was found and what is expected
 */
export function parsePolicyArguments(argv: readonly string[]): PolicyArguments | { command: 'help' } {
  const { values, positionals } = parse(argv);
  if (values.help) return { command: 'help' };
  const [first, subject, ...more] = positionals;
  const names = Object.keys(POLICY_COMMANDS) as PolicyCommandName[];
  if (first === undefined) throw new UsageError(`policy has no command; expected policy ${names.join(', ')}`);
  const name = choice('policy', first, names);
  const { takes, formats } = POLICY_COMMANDS[name];
  if (takes === 'DOCUMENT' && subject === undefined)
    throw new UsageError(`policy ${name} has no document; expected a file that go env -json wrote, or - for standard input`);
  const unexpected = takes === '' ? subject : more[0];
  if (unexpected !== undefined)
    throw new UsageError(`unexpected argument "${unexpected}"; policy ${name} takes ${takes || 'options only'}`);
  const named = takes === '[FILE]' ? subject : undefined;
  if (named !== undefined && values.policy !== undefined)
    throw new UsageError(`policy ${name} has two policies, "${named}" and --policy "${values.policy}"; expected one`);
  return {
    command: 'policy',
    name,
    subject: takes === 'DOCUMENT' ? subject : undefined,
    dir: values.dir ?? '.',
    policy: named ?? values.policy,
    layers: values.layer ?? [],
    format: choice('--format', values.format ?? 'text', formats),
    output: values.output,
    colour: values['no-color'] ? false : undefined,
    quiet: values.quiet ?? false,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        dir: { type: 'string' },
        policy: { type: 'string' },
        layer: { type: 'string', multiple: true },
        format: { type: 'string' },
        output: { type: 'string' },
        quiet: { type: 'boolean' },
        'no-color': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
