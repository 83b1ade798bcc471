import * as z from 'zod';
import { Place } from './facts.js';

/** The kinds of files that set variables for Go. */
export const WRITERS = [
  'workflow',
  'action',
  'dockerfile',
  'compose',
  'devcontainer',
  'dotenv',
  'envrc',
  'makefile',
  'vscode-settings',
  'vscode-launch',
  'idea',
  'shell-profile',
] as const;

/** A line of a file that sets one of Go's variables: read, not run. */
export const Setting = z.object({
  variable: z.string(),
  /** What it sets; null when that is only known when it runs (`$(…)`, `${{ … }}`, a variable of another place). Credentials are cut. */
  value: z.string().nullable(),
  /** As it is written. Credentials are cut. */
  written: z.string(),
  place: Place,
  writer: z.enum(WRITERS),
  /** Whose environment it is, in words: `job build, step 3`, `stage build`, `service app`, `VS Code's go tools`. */
  scope: z.string(),
  /** The whole line, when the setting is on it alone. */
  text: z.string().optional(),
});
export type Setting = z.infer<typeof Setting>;
