import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { CAUSE_IDS } from '../causes/index.js';
import { SETTABLE } from '../gate/causes.js';
import { defaultPolicy, type LoadedPolicy, loadPolicy } from '../policy/load.js';
import { PolicyError } from '../policy/mistake.js';

/** Looked for in the project's folder when no policy is named. */
export const POLICY_NAMES = ['delve-gate.yml', 'delve-gate.yaml', '.github/delve-gate.yml', '.github/delve-gate.yaml'];

/**
 * Reads the policy that is named, or the one of the project's folder, or takes the built-in one.
 * @param named as the user wrote it, relative to where the user is
 * @throws PolicyError when it cannot be read, or with all its mistakes
 */
export function readPolicy(named: string | undefined, dir: string): { policy: LoadedPolicy; sha256: string | null } {
  const file = named !== undefined ? resolve(named) : POLICY_NAMES.map((name) => resolve(dir, name)).find((each) => existsSync(each));
  if (file === undefined) return { policy: defaultPolicy(), sha256: null };
  const shown = shorter(file);
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new PolicyError(shown, [{ line: 1, column: 1, message: `the policy cannot be read (${code}); expected a YAML file` }]);
  }
  return {
    policy: loadPolicy(bytes.toString('utf8'), shown, [...CAUSE_IDS, ...SETTABLE]),
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

function shorter(file: string): string {
  const below = relative(process.cwd(), file);
  return below.startsWith('..') || below === '' ? file : below.replaceAll('\\', '/');
}
