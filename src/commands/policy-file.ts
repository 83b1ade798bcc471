import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import type { LoadedPolicy, PolicyText } from '../policy/load.js';
import { PolicyError } from '../policy/mistake.js';
import { defaultPolicy, quickPolicy } from '../policy/quick.js';
import type { Elsewhere } from './policy-layers.js';

/** Looked for in the project's folder when no policy is named. */
export const POLICY_NAMES = ['delve-gate.yml', 'delve-gate.yaml', '.github/delve-gate.yml', '.github/delve-gate.yaml'];

/**
 * Reads the policy that is named, or the one of the project's folder, or takes the built-in one; with all that it extends. Its SHA-256 is
 * that of the texts with LF.
 * @param named as the user wrote it, relative to where the user is
 * @throws PolicyError when it cannot be read, or with all its mistakes
 */
export async function readPolicy(
  named: string | undefined,
  dir: string,
  elsewhere: Elsewhere = {},
): Promise<{ policy: LoadedPolicy; sha256: string | null }> {
  const file = named !== undefined ? resolve(named) : POLICY_NAMES.map((name) => resolve(dir, name)).find((each) => existsSync(each));
  if (file === undefined) return { policy: defaultPolicy(), sha256: null };
  const shown = shorter(file);
  const read = textOf(file);
  if ('error' in read) throw new PolicyError(shown, [{ line: 1, column: 1, message: `the policy ${read.error}; expected a YAML file` }]);
  const own = { file: shown, text: read.text };
  const quick = quickPolicy(read.text, shown);
  if (quick) return { policy: quick, sha256: digestOf([own]) };
  const { layersOf, loadPolicyTexts } = await import('./policy-layers.js');
  const texts = await layersOf(own, file, elsewhere);
  return { policy: loadPolicyTexts(texts), sha256: digestOf(texts) };
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

/** The same on every machine: git writes text with other line ends on Windows. */
function digestOf(texts: readonly PolicyText[]): string {
  const hash = createHash('sha256');
  for (const { text } of texts) hash.update(text.replaceAll('\r\n', '\n'));
  return hash.digest('hex');
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
