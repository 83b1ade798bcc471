import * as z from 'zod';
import { Place } from './place.js';

/** The kinds of places that declare a Go version, in the order in which people ask for them. */
export const DECLARERS = [
  'go.mod',
  'go.work',
  'toolchain',
  '.go-version',
  '.tool-versions',
  'mise',
  'vscode',
  'goland',
  'devcontainer',
  'workflow',
  'ci',
  'dockerfile',
  'bazel',
  'golangci',
  'file',
] as const;
export type Declarer = (typeof DECLARERS)[number];

/** Whom a declaration serves: what the module needs, a person's own tools, CI, an image that builds, a tool that only reads it. */
export const ROLES = ['needs', 'person', 'ci', 'image', 'reader'] as const;

/** A line of a file that says which Go is meant: read, not run. */
export const Declared = z.object({
  by: z.enum(DECLARERS),
  role: z.enum(ROLES),
  /** The file is absolute. */
  place: Place,
  /** The file relative to the repository's root, with slashes. */
  path: z.string(),
  /** As it is written, with variables filled in where that can be done by reading. */
  written: z.string(),
  /** The releases of Go that it can give: from the first on, and below the second; null for no bound. Null where that cannot be told. */
  range: z.object({ from: z.string().nullable(), below: z.string().nullable() }).nullable(),
  /** Why it cannot be told. */
  reason: z.string().optional(),
  /** Who uses it, in words: `setup-go of job test`, `stage build`. */
  user: z.string(),
  /** Whether the Go that it gives may fetch a newer one: false where GOTOOLCHAIN is local. */
  switches: z.boolean(),
  /** One of several that are tried on purpose, as in a matrix. */
  alternative: z.boolean(),
  /** It takes what this file says, so the two cannot drift. */
  follows: z.string().optional(),
  /** Whether it is meant for building the module that is looked at, as far as that can be told. */
  ours: z.boolean(),
  /** The whole line, where that alone can be mended. */
  text: z.string().optional(),
});
export type Declared = z.infer<typeof Declared>;
