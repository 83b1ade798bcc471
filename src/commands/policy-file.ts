import { createHash } from 'node:crypto';
import type { LoadedPolicy, PolicyText } from '../policy/load.js';
import { defaultPolicy, quickPolicy } from '../policy/quick.js';
import type { Elsewhere } from './policy-layers.js';
import { findPolicy } from './policy-text.js';

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
  const found = findPolicy(named, dir);
  if (!found) return { policy: defaultPolicy(), sha256: null };
  const quick = quickPolicy(found.text, found.file);
  if (quick) return { policy: quick, sha256: digestOf([found]) };
  const { layersOf, loadPolicyTexts } = await import('./policy-layers.js');
  const texts = await layersOf(found, found.path, elsewhere);
  return { policy: loadPolicyTexts(texts), sha256: digestOf(texts) };
}

/** The same on every machine: git writes text with other line ends on Windows. */
function digestOf(texts: readonly Pick<PolicyText, 'text'>[]): string {
  const hash = createHash('sha256');
  for (const { text } of texts) hash.update(text.replaceAll('\r\n', '\n'));
  return hash.digest('hex');
}
