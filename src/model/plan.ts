import * as z from 'zod';
import { PLAN_SCHEMA } from './seen.js';

/** What GitHub lets a matrix have. https://docs.github.com/en/actions/reference/limits */
export const MAX_LEGS = 256;

/** What a policy without targets means: a plan is made on a machine that is none of the legs. */
export const DEFAULT_TARGET = 'linux/amd64';
/** What a policy without Go versions means: what go.mod names. */
export const DEFAULT_GO = 'go.mod';

/** One job of the matrix, in the words of a workflow. */
export const Leg = z.object({
  /** Also the name of its report: letters, digits, dots and hyphens. */
  name: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,199}$/),
  /** GOOS/GOARCH, parted by spaces: as the input `targets` takes them. */
  targets: z.string(),
  'runs-on': z.union([z.string(), z.array(z.string())]),
  /** On a machine of that platform, in a guest, or by user-mode emulation. */
  how: z.enum(['native', 'guest', 'user']),
  /** For setup-go's `go-version`; empty where `go-version-file` says it. */
  go: z.string(),
  /** The ways to start a debug session that it must prove, parted by spaces. */
  modes: z.string(),
});
export type Leg = z.infer<typeof Leg>;

/** The jobs of a matrix, and what a gate must see of them. */
export const Plan = z.object({
  schema: z.literal(PLAN_SCHEMA),
  /** The delve-gate that planned. */
  version: z.string(),
  commit: z.string().nullable(),
  run: z.string().nullable(),
  policy: z.object({ file: z.string().nullable(), sha256: z.string().nullable() }),
  /** For `strategy.matrix`, by fromJSON. */
  matrix: z.object({ include: z.array(Leg).min(1).max(MAX_LEGS) }),
  /** The names of the legs that must report. */
  legs: z.array(z.string()).min(1).max(MAX_LEGS),
});
export type Plan = z.infer<typeof Plan>;
