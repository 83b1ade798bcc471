import { existsSync, readFileSync, statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { PolicyError } from '../policy/mistake.js';

/** Looked for in the project's folder when no policy is named. */
export const POLICY_NAMES = ['delve-gate.yml', 'delve-gate.yaml', '.github/delve-gate.yml', '.github/delve-gate.yaml'];

/** A policy file: where it is, as it is shown, and what it says. */
export interface FoundPolicy {
  path: string;
  file: string;
  text: string;
}

/**
 * Finds the policy that is named, or the one of the project's folder.
 * @param named as the user wrote it, relative to where the user is
 * @returns undefined when none is named, and none is there
 * @throws PolicyError when it cannot be read
 */
export function findPolicy(named: string | undefined, dir: string): FoundPolicy | undefined {
  const path = named !== undefined ? resolve(named) : POLICY_NAMES.map((name) => resolve(dir, name)).find((each) => existsSync(each));
  if (path === undefined) return undefined;
  const file = shorter(path);
  const read = textOf(path);
  if ('error' in read) throw new PolicyError(file, [{ line: 1, column: 1, message: `the policy ${read.error}; expected a YAML file` }]);
  return { path, file, text: read.text };
}

/** The text of a file, or what is wrong with it. */
export function textOf(file: string): { text: string } | { error: string } {
  try {
    // A link of the repository can lead to a device that never ends.
    if (!statSync(file).isFile()) return { error: 'is no file' };
    return { text: readFileSync(file, 'utf8') };
  } catch (error) {
    return { error: `cannot be read (${(error as NodeJS.ErrnoException).code})` };
  }
}

/** A path with slashes, on Windows too. */
export function slashed(file: string): string {
  return file.replaceAll('\\', '/');
}

/** A file as it is shown: from here, when it is below. */
export function shorter(file: string): string {
  const below = relative(process.cwd(), file);
  return below.startsWith('..') || below === '' ? file : slashed(below);
}
