import * as z from 'zod';
import { EnvRule, When } from './env-rule.js';
import { SETTABLE_LEVELS } from './seen.js';

// One small file is read once: to compile a validator for it takes longer than to use none.
z.config({ jitless: true });

const SMOKE_MODES = ['exec', 'debug', 'test', 'attach', 'dap', 'core'] as const;
const target = z.string().regex(/^[a-z0-9]+\/[a-z0-9]+$/, { error: 'not GOOS/GOARCH, such as linux/amd64' });
const EMULATIONS = ['system', 'user'] as const;
/** A kernel of the user's for the guests of a target. */
export const GuestKernel = z.strictObject({
  file: z.string().min(1).describe('The kernel, as qemu -kernel takes it; relative to the folder of the project.'),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, { error: 'not the 64 hexadecimal digits of a SHA-256' })
    .optional()
    .describe('What the file must be.'),
  append: z.string().default('').describe("More for the kernel's command line."),
});

const Emulation = z.strictObject({
  mode: z
    .enum(EMULATIONS)
    .default('system')
    .describe(
      'system: a guest with a kernel of its own, where a debugger works. user: only that the program starts; nothing can be debugged.',
    ),
  install: z
    .boolean()
    .optional()
    .describe("Whether qemu may be installed from the distribution's packages. On GitHub's Linux runners it may unless told otherwise."),
  memory: z.number().int().min(64).max(65536).optional().describe('Megabytes of memory of a guest.'),
  mirror: z.string().min(1).optional().describe("Where Debian's packages come from, for the kernel of a guest."),
  kernel: z.record(target, GuestKernel).default({}).describe('Kernels of your own, by target.'),
});

const rules = z
  .record(
    z.string(),
    z.union([EnvRule, z.array(EnvRule)]).transform((rule) => (Array.isArray(rule) ? rule : [rule])),
  )
  .default({});
const levels = z.record(z.string(), z.enum(SETTABLE_LEVELS)).default({});

/** Rules and levels of some machines, runs or branches alone. */
const Override = z.strictObject({
  when: When,
  env: rules.describe('Rules for the variables of go env, beside the others.'),
  levels: levels.describe('Levels that go before the others.'),
});

/** A finding that is accepted for a time. */
export const Waiver = z
  .strictObject({
    cause: z.string().optional().describe('The cause that is accepted.'),
    rule: z.string().optional().describe('Or the rule: env.GOFLAGS, env.GOFLAGS.not-contains.'),
    where: When.extend({
      target: z.string().optional().describe('GOOS/GOARCH that is proved. * stands for anything but /.'),
      file: z.string().optional().describe('The file of the finding. * stands for anything but /, ** for anything.'),
    })
      .optional()
      .describe('Where it is accepted; everywhere when not given.'),
    reason: z.string().min(1).describe('Why.'),
    owner: z.string().min(1).describe('Who answers for it.'),
    expires: z
      .string()
      .refine(isDate, { error: 'not a date, such as 2027-03-31' })
      .describe('The last day on which it is accepted: 2027-03-31.'),
  })
  .refine(({ cause, rule }) => (cause === undefined) !== (rule === undefined), { error: 'not what is waived: give either cause or rule' });
export type Waiver = z.infer<typeof Waiver>;

/** The policy file. */
export const Policy = z.strictObject({
  version: z.literal(1).describe('The version of this format.'),
  extends: z
    .union([z.string().min(1), z.array(z.string().min(1))])
    .transform((value) => (Array.isArray(value) ? value : [value]))
    .default([])
    .describe(
      'Policies that this one stands on: files, relative to this one, or owner/repository/path@commit. The later go before the earlier.',
    ),
  go: z
    .strictObject({
      version: z.string().optional().describe('The Go versions that are allowed, as a range: ">=1.24 <1.28", "1.26.x".'),
      versions: z
        .array(
          z.string().regex(/^(go\.mod|stable|oldstable|1\.\d+(\.(\d+|x))?((rc|beta)\d+)?)$/, {
            error: 'not go.mod, stable, oldstable or a version such as 1.26.x',
          }),
        )
        .nonempty()
        .optional()
        .describe('The Go versions that a plan makes legs for: go.mod, stable, oldstable, 1.26.x, 1.26.4. go.mod when there are none.'),
      single: z.boolean().default(false).describe('Whether a second go of another version on PATH is an error.'),
    })
    .prefault({}),
  delve: z
    .strictObject({
      version: z.string().min(1).default('auto').describe('auto, latest, an exact version or a range.'),
      path: z.enum(['allow', 'ignore']).default('allow').describe('Whether a matching dlv on PATH may be used.'),
      install: z.boolean().default(true).describe('Whether a matching dlv may be installed into the tool cache.'),
    })
    .prefault({}),
  env: rules.describe('Rules for the variables of go env, and for HOME, PATH and TMPDIR. "*" stands for every variable of go env.'),
  overrides: z.array(Override).default([]).describe('Rules and levels of some machines, runs or branches alone.'),
  waivers: z.array(Waiver).default([]).describe('Findings that are accepted for a time. They stay visible.'),
  smoke: z
    .strictObject({
      modes: z
        .array(z.enum(SMOKE_MODES))
        .default(['exec'])
        .describe('The ways to start a debug session that must work. An empty list asks for none.'),
      optional: z.array(z.enum(SMOKE_MODES)).default([]).describe('Modes that may be skipped where this machine forbids them.'),
      package: z.string().min(1).optional().describe('A main package of the project to debug too: ./cmd/app.'),
      binary: z.string().min(1).optional().describe('A program that was built already, to debug instead of a package.'),
      break: z.string().min(1).default('main.main').describe('Where to stop in it: a function, or file.go:LINE.'),
      args: z.array(z.string()).default([]).describe('Arguments for the program.'),
      timeout: z.number().int().min(1).max(600).default(30).describe('Seconds that each phase of a session may take.'),
    })
    .prefault({}),
  emulation: Emulation.prefault({}).describe('How targets are proved that are not this machine.'),
  targets: z.array(target).default([]).describe('GOOS/GOARCH to prove; this machine when empty.'),
  runners: z
    .record(target, z.union([z.string().min(1), z.array(z.string().min(1)).nonempty()]))
    .default({})
    .describe("The label or labels of the runner for a target, for a plan; GitHub's hosted runners when not named."),
  levels: levels.describe('The level of each cause, or rule (env.GOFLAGS, env.GOFLAGS.matches): error, warning, note, off.'),
});
export type Policy = z.infer<typeof Policy>;

function isDate(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
