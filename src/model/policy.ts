import * as z from 'zod';
import { LEVELS, SOURCES } from './seen.js';

// One small file is read once: to compile a validator for it takes longer than to use none.
z.config({ jitless: true });

const SMOKE_MODES = ['exec', 'debug', 'test', 'attach', 'dap', 'core'] as const;
const target = z.string().regex(/^[a-z0-9]+\/[a-z0-9]+$/, { error: 'not GOOS/GOARCH, such as linux/amd64' });
const EMULATIONS = ['system', 'user'] as const;
const source = z.enum(SOURCES);
const texts = z.union([z.string(), z.array(z.string())]).transform((value) => (Array.isArray(value) ? value : [value]));

/** What one variable of `go env` must be. All that is given must hold. */
export const EnvRule = z.strictObject({
  equals: z.string().optional().describe('The value, exactly.'),
  'one-of': z.array(z.string()).nonempty().optional().describe('The values that are allowed.'),
  not: texts.optional().describe('Values that are not allowed.'),
  matches: z
    .string()
    .refine(isRegExp, { error: 'not a regular expression of JavaScript' })
    .optional()
    .describe('A regular expression (JavaScript) that must match somewhere in the value.'),
  absolute: z.boolean().optional().describe('Every entry is an absolute path.'),
  exists: z.boolean().optional().describe('The path exists, or does not.'),
  writable: z.boolean().optional().describe('A file can be made there. A folder that Go makes itself counts when it can be made.'),
  'no-spaces': z.boolean().optional().describe('No white space.'),
  ascii: z.boolean().optional().describe('Only ASCII characters.'),
  single: z.boolean().optional().describe('One entry, no list.'),
  under: texts.optional().describe('The path is below one of these folders.'),
  'not-under': texts.optional().describe('The path is below none of these folders.'),
  'not-from': z
    .union([source, z.array(source)])
    .transform((value) => (Array.isArray(value) ? value : [value]))
    .optional()
    .describe('Where the value must not come from.'),
});
export type EnvRule = z.infer<typeof EnvRule>;

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

/** The policy file. */
export const Policy = z.strictObject({
  version: z.literal(1).describe('The version of this format.'),
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
  env: z.record(z.string(), EnvRule).default({}).describe('Rules for the variables of go env.'),
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
  levels: z
    .record(z.string(), z.enum([...LEVELS, 'off']))
    .default({})
    .describe('The level of each cause: error, warning, note, off.'),
});
export type Policy = z.infer<typeof Policy>;

function isRegExp(source: string): boolean {
  try {
    new RegExp(source, 'u');
    return true;
  } catch {
    return false;
  }
}
