import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { CAUSE_IDS } from '../causes/index.js';
import { SETTABLE } from '../gate/causes.js';
import { defaultPolicy, type LoadedPolicy, loadPolicy } from '../policy/load.js';
import { PolicyError } from '../policy/mistake.js';

/** Looked for in the project's folder when no policy is named. */
export const POLICY_NAMES = ['delve-gate.yml', 'delve-gate.yaml', '.github/delve-gate.yml', '.github/delve-gate.yaml'];

/**
 * Reads the policy that is named, or the one of the project's folder, or takes the built-in one. Its SHA-256 is that of the text with LF.
 * @param named as the user wrote it, relative to where the user is
 * @throws PolicyError when it cannot be read, or with all its mistakes
 */
export function readPolicy(named: string | undefined, dir: string): { policy: LoadedPolicy; sha256: string | null } {
  const file = named !== undefined ? resolve(named) : POLICY_NAMES.map((name) => resolve(dir, name)).find((each) => existsSync(each));
  if (file === undefined) return { policy: defaultPolicy(), sha256: null };
  const shown = shorter(file);
  const refuse = (what: string) => new PolicyError(shown, [{ line: 1, column: 1, message: `the policy ${what}; expected a YAML file` }]);
  let bytes: Buffer;
  try {
    // A link of the repository can lead to a device that never ends.
    if (!statSync(file).isFile()) throw refuse('is no file');
    bytes = readFileSync(file);
  } catch (error) {
    if (error instanceof PolicyError) throw error;
    throw refuse(`cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  return { policy: loadPolicy(bytes.toString('utf8'), shown, [...CAUSE_IDS, ...SETTABLE]), sha256: digestOf(bytes) };
}

/** The same on every machine: git writes text with other line ends on Windows. */
function digestOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1').digest('hex');
}

function shorter(file: string): string {
  const below = relative(process.cwd(), file);
  return below.startsWith('..') || below === '' ? file : below.replaceAll('\\', '/');
}
