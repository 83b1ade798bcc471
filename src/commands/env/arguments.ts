import { parseArgs } from 'node:util';
import { choice, UsageError } from '../usage.js';

/** What `delve-gate env` can be told to do, what each takes, and the formats that it has. */
export const ENV_COMMANDS = {
  why: { takes: 'VARIABLE', formats: ['text', 'json'] },
  show: { takes: '', formats: ['text', 'json'] },
  graph: { takes: '', formats: ['text', 'mermaid', 'json'] },
  who: { takes: '', formats: ['text', 'json'] },
  bisect: { takes: '', formats: ['text', 'json'] },
  snapshot: { takes: '', formats: ['text', 'json'] },
  snapshots: { takes: '', formats: ['text', 'json'] },
  diff: { takes: '[SNAPSHOT]', formats: ['text', 'json'] },
  restore: { takes: '[SNAPSHOT]', formats: ['text', 'json'] },
  'unset-all': { takes: '', formats: ['text', 'json'] },
} as const satisfies Record<string, { takes: '' | 'VARIABLE' | '[SNAPSHOT]'; formats: readonly string[] }>;
export type EnvCommandName = keyof typeof ENV_COMMANDS;

export interface EnvArguments {
  command: 'env';
  name: EnvCommandName;
  /** VARIABLE or SNAPSHOT. */
  subject: string | undefined;
  dir: string;
  policy: string | undefined;
  /** Where repositories are checked out that policies are extended from: `owner/name=FOLDER`. */
  layers: string[];
  format: string;
  output: string | undefined;
  colour: boolean | undefined;
  quiet: boolean;
  /** Of a snapshot. */
  label: string | undefined;
}

/**
 * Reads what follows `delve-gate env`.
 * @throws UsageError saying what was found and what is expected
 */
export function parseEnvArguments(argv: readonly string[]): EnvArguments | { command: 'help' } {
  const { values, positionals } = parse(argv);
  if (values.help) return { command: 'help' };
  const [first, ...rest] = positionals;
  const names = Object.keys(ENV_COMMANDS) as EnvCommandName[];
  if (first === undefined) throw new UsageError(`env has no command; expected env ${names.join(', ')}`);
  const name = choice('env', first, names);
  const { takes, formats } = ENV_COMMANDS[name];
  if (takes === 'VARIABLE' && rest[0] === undefined) throw new UsageError(`env ${name} has no variable; expected one such as GOFLAGS`);
  const unexpected = takes === '' ? rest[0] : rest[1];
  if (unexpected !== undefined) throw new UsageError(`unexpected argument "${unexpected}"; env ${name} takes ${takes || 'options only'}`);
  if (values.label !== undefined && name !== 'snapshot') throw new UsageError(`env ${name} takes no --label`);
  return {
    command: 'env',
    name,
    subject: rest[0],
    dir: values.dir ?? '.',
    policy: values.policy,
    layers: values.layer ?? [],
    format: choice('--format', values.format ?? 'text', formats),
    output: values.output,
    colour: values['no-color'] ? false : undefined,
    quiet: values.quiet ?? false,
    label: values.label,
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
        label: { type: 'string' },
        quiet: { type: 'boolean' },
        'no-color': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
