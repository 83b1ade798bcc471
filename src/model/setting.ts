import * as z from 'zod';
import { Place } from './place.js';

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

/**
 * What it gets into: the `environment` of all that runs there, that of `later-steps` of a job ($GITHUB_ENV), of the rest of one `script`,
 * of one `command`, the GOENV file (`go-env-w`), the go `tools` of an editor, what an editor starts (`debuggee`), or the building of an image
 * (`build-argument`).
 */
export const REACHES = ['environment', 'later-steps', 'script', 'command', 'go-env-w', 'tools', 'debuggee', 'build-argument'] as const;

/** A line of a file that sets one of Go's variables: read, not run. */
export const Setting = z.object({
  variable: z.string(),
  /** What it sets; null when that is only known when it runs (`$(…)`, `${{ … }}`, a variable of another place). Credentials are cut. */
  value: z.string().nullable(),
  /** As it is written. Credentials are cut. */
  written: z.string(),
  place: Place,
  writer: z.enum(WRITERS),
  reach: z.enum(REACHES),
  /** The job of a workflow that it is in; absent for all of its jobs, and elsewhere. */
  job: z.string().optional(),
  /** Whose environment it is, in words: `job build, step 3`, `stage build`, `service app`, `VS Code's go tools`. */
  scope: z.string(),
  /** The whole line, when the setting is on it alone. */
  text: z.string().optional(),
});
export type Setting = z.infer<typeof Setting>;
