import * as z from 'zod';
import { LINKS } from './chain.js';
import { Facts } from './facts.js';
import { LEVELS, REPORT_SCHEMA, UNFINISHED_SCHEMA } from './seen.js';

/** What Linux lets a path have. Whoever looks for a folder in texts must know that it is no text itself. */
const MAX_PATH = 4096;

export const Level = z.enum(LEVELS);
export type Level = z.infer<typeof Level>;

export const Location = z.object({
  file: z.string(),
  line: z.number().int().positive(),
  column: z.number().int().positive().optional(),
  endLine: z.number().int().positive().optional(),
  endColumn: z.number().int().positive().optional(),
});
export type Location = z.infer<typeof Location>;

/** What becomes of a line, where the cause is known to be mended by that line alone. `was` is the whole of it, without its line end. */
export const Edit = z.object({
  file: z.string(),
  line: z.number().int().positive(),
  was: z.string(),
  becomes: z.string().regex(/^[^\r\n]*$/),
});
export type Edit = z.infer<typeof Edit>;

export const Evidence = z.object({ what: z.string(), value: z.string() });
export type Evidence = z.infer<typeof Evidence>;

export const Finding = z.object({
  cause: z.string(),
  link: z.enum(LINKS),
  level: Level,
  /** The target that it is about, when it is not about the machine. */
  target: z.string().optional(),
  title: z.string(),
  found: z.string(),
  expected: z.string(),
  fix: z.array(z.string()),
  evidence: z.array(Evidence),
  location: Location.optional(),
  /** The rule of the policy that does not hold: env.GOFLAGS.not-contains. */
  rule: z.string().optional(),
  /** Who accepts it until when, and how grave it would be; its own level is then note. */
  waiver: z.object({ reason: z.string(), owner: z.string(), expires: z.string(), level: Level }).optional(),
  edit: Edit.optional(),
  path: z.array(z.object({ question: z.string(), answer: z.string() })),
  consequences: z.array(z.string()),
  confidence: z.enum(['certain', 'likely']),
  /** Where the cause is explained. */
  page: z.string(),
});
export type Finding = z.infer<typeof Finding>;

export const CheckResult = z.object({
  name: z.string(),
  target: z.string(),
  /** What was debugged, for smoke checks. */
  subject: z.string().optional(),
  status: z.enum(['pass', 'fail', 'skipped', 'error']),
  /** Why, unless it passed. */
  reason: z.string().optional(),
  ms: z.number(),
  phases: z.record(z.string(), z.number()).optional(),
});
export type CheckResult = z.infer<typeof CheckResult>;

/** Which job a report is of. A gate accepts no other's. */
export const Origin = z.object({
  /** The leg's name in the plan; null when the check is no leg. */
  leg: z.string().nullable(),
  commit: z.string().nullable(),
  /** The workflow run, whichever attempt; null outside of one. */
  run: z.string().nullable(),
  /** The folder that paths of the report are below. */
  workspace: z.string().max(MAX_PATH),
});
export type Origin = z.infer<typeof Origin>;

export const Verdict = z.enum(['pass', 'fail', 'error']);
export type Verdict = z.infer<typeof Verdict>;

export const Report = z.object({
  schema: z.literal(REPORT_SCHEMA),
  verdict: Verdict,
  target: z.string(),
  origin: Origin.optional(),
  host: z.object({ os: z.string(), arch: z.string(), kernel: z.string(), distribution: z.string().optional() }),
  policy: z.object({ file: z.string().nullable(), sha256: z.string().nullable(), base: z.string().nullable() }),
  findings: z.array(Finding),
  checks: z.array(CheckResult),
  facts: Facts,
  versions: z.object({ 'delve-gate': z.string(), go: z.string().nullable(), dlv: z.string().nullable(), node: z.string() }),
  ms: z.number(),
});
export type Report = z.infer<typeof Report>;

/** What a leg writes first and leaves behind when it is cut off: that it began, and why there is no more. */
export const Unfinished = z.object({
  schema: z.literal(UNFINISHED_SCHEMA),
  origin: Origin,
  version: z.string(),
  reason: z.string(),
});
export type Unfinished = z.infer<typeof Unfinished>;
