import * as z from 'zod';
import { LINKS } from './chain.js';
import { CheckResult, Finding, Verdict } from './report.js';
import { GATE_SCHEMA } from './seen.js';

/** A finding of a gate: a cause that legs found, once for all of them; or what is wrong with the legs themselves. */
export const GateFinding = z.object({
  ...Finding.shape,
  link: z.enum(['gate', ...LINKS]),
  /** The legs that have it; empty when it is about none in particular. */
  legs: z.array(z.string()),
  /** Whether the base branch has it too; absent when there is nothing to compare with. */
  change: z.enum(['new', 'unchanged']).optional(),
  /** What facts the legs that have it share, and no other leg has. */
  apart: z.array(z.object({ what: z.string(), here: z.array(z.string()), elsewhere: z.array(z.string()) })),
});
export type GateFinding = z.infer<typeof GateFinding>;

/** How one leg of the plan stands. */
export const GateLeg = z.object({
  name: z.string(),
  targets: z.string(),
  how: z.enum(['native', 'guest', 'user']),
  go: z.string(),
  /** Derived from its checks and findings, never read; `error` when it did not report, or not acceptably. */
  verdict: Verdict,
  /** Why, unless it passed. */
  reason: z.string().optional(),
  versions: z.object({ go: z.string().nullable(), dlv: z.string().nullable() }).nullable(),
  checks: z.array(CheckResult),
  ms: z.number(),
});
export type GateLeg = z.infer<typeof GateLeg>;

/** One verdict over a matrix. */
export const GateReport = z.object({
  schema: z.literal(GATE_SCHEMA),
  verdict: Verdict,
  version: z.string(),
  commit: z.string().nullable(),
  run: z.string().nullable(),
  policy: z.object({ file: z.string().nullable(), sha256: z.string().nullable() }),
  legs: z.array(GateLeg),
  findings: z.array(GateFinding),
  /** Against an earlier gate of the base branch: causes that are gone. Null when there is none to compare with. */
  fixed: z.array(z.object({ cause: z.string(), title: z.string() })).nullable(),
  ms: z.number(),
});
export type GateReport = z.infer<typeof GateReport>;
