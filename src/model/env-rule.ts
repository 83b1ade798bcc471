import validRange from 'semver/ranges/valid.js';
import * as z from 'zod';
import type { RulePart } from './rule-parts.js';
import { RULE_SOURCES, SETTABLE_LEVELS } from './seen.js';

const list = <T extends z.ZodType>(each: T) =>
  z.union([each, z.array(each)]).transform((value) => (Array.isArray(value) ? (value as z.infer<T>[]) : [value as z.infer<T>]));
const texts = list(z.string());
const sources = list(z.enum(RULE_SOURCES));
const pattern = z.string().max(1000);

/** Where something applies: each that is given must hold. A list holds when one of it does. */
export const When = z
  .strictObject({
    os: texts.optional().describe('GOOS of the machine: linux, darwin, windows.'),
    arch: texts.optional().describe('GOARCH of the machine: amd64, arm64.'),
    go: z
      .string()
      .refine(isRange, { error: 'not a range of versions, such as ">=1.24 <1.27"' })
      .optional()
      .describe('A range that the version of the Go in force is in.'),
    runner: texts
      .optional()
      .describe("What runs it: github-hosted, self-hosted, or local outside of a workflow; or the runner's name. * stands for anything."),
    event: texts.optional().describe('The event of the workflow: pull_request, push, merge_group, schedule; local outside of a workflow.'),
    branch: texts
      .optional()
      .describe('The branch that a change is for, else the one that is checked out. * stands for anything but /, ** for anything.'),
  })
  .describe('Where it applies. All that is given must hold.');
export type When = z.infer<typeof When>;

/** What a rule asks of a value. All that is given must hold. */
const PARTS = {
  equals: z.string().optional().describe('The value, exactly.'),
  'one-of': z.array(z.string()).nonempty().optional().describe('The values that are allowed.'),
  not: texts.optional().describe('Values that are not allowed.'),
  matches: pattern.optional().describe('A regular expression (RE2, as Go has them) that must match somewhere in the value.'),
  'not-matches': pattern.optional().describe('A regular expression (RE2, as Go has them) that must match nowhere in the value.'),
  contains: texts
    .optional()
    .describe('Entries that a list must have: flags of GOFLAGS (-mod stands for -mod=…), proxies, patterns, folders.'),
  'not-contains': texts.optional().describe('Entries that a list must not have.'),
  absolute: z.boolean().optional().describe('Every entry is an absolute path.'),
  exists: z.boolean().optional().describe('The path exists, or does not.'),
  directory: z.boolean().optional().describe('The path is a directory, or is none.'),
  writable: z.boolean().optional().describe('A file can be made there. A folder that Go makes itself counts when it can be made.'),
  executable: z.boolean().optional().describe('A program can be started: the one that the value names, or one in that folder.'),
  'no-spaces': z.boolean().optional().describe('No white space.'),
  ascii: z.boolean().optional().describe('Only ASCII characters.'),
  single: z.boolean().optional().describe('One entry, no list.'),
  under: texts.optional().describe('The path is below one of these folders.'),
  'not-under': texts.optional().describe('The path is below none of these folders.'),
  'on-path': z
    .union([z.boolean(), z.literal('first')])
    .optional()
    .describe(
      'The folder (of GOROOT and GOPATH its bin) is on PATH, or the program is found there. first: before every other folder with a go.',
    ),
  'same-as': z
    .string()
    .min(1)
    .optional()
    .describe('Another variable, "go version" (the Go that runs) or go.mod, whose value this one has.'),
  from: sources.optional().describe('Where the value must come from.'),
  'not-from': sources.optional().describe('Where the value must not come from.'),
  set: z.boolean().optional().describe('Somebody set it, or nobody did.'),
  unset: z.boolean().optional().describe('Nobody set it, or somebody did.'),
} as const satisfies Record<RulePart, z.ZodType>;

/** A rule for one variable, and what is said when it does not hold. */
export const EnvRule = z.strictObject({
  ...PARTS,
  when: When.optional(),
  level: z.enum(SETTABLE_LEVELS).optional().describe('How grave it is when it does not hold: error, warning, note, off.'),
  message: z.string().min(1).optional().describe('Said beside what is wrong: why the team has this rule.'),
  fix: texts.optional().describe('What to do about it, instead of what delve-gate would say.'),
  locked: z.boolean().optional().describe('A policy that extends this one can only make the rule stricter.'),
});
export type EnvRule = z.infer<typeof EnvRule>;

function isRange(text: string): boolean {
  return text.trim() !== '' && validRange(text) !== null;
}
