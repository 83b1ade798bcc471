import { dirname, join, normalize } from 'node:path/posix';
import { extendsOf, type PolicyText } from './load.js';
import { PolicyError } from './mistake.js';

/** A policy of another repository, at a commit or whatever a name stands for. */
export interface RepositoryFile {
  /** `owner/name`. */
  repository: string;
  path: string;
  ref: string;
}

/** Where a policy is: a file, or a file of another repository. */
export type PolicySource = { file: string } | RepositoryFile;

/** Reads a policy. @returns its text and its name as it is shown, or why there is none and what to do */
export type ReadSource = (source: PolicySource) => Promise<{ text: string; shown: string } | { error: string }>;

/** A policy of policies of policies is no longer looked through by anybody. */
const MAX_LAYERS = 20;
const REMOTE = /^([\w.-]+\/[\w.-]+)\/([^@\s]+)@([^@\s]+)$/;

/**
 * Finds all that a policy stands on, the lowest first, itself last. What is named twice counts where it is named first.
 * @param at where the policy itself is
 * @throws PolicyError when a layer cannot be read, extends itself, or there are too many; at the line that names it
 */
export async function collectLayers(policy: PolicyText, at: PolicySource, read: ReadSource): Promise<PolicyText[]> {
  const found = new Map<string, PolicyText>();
  await collect(policy, at, [keyOf(at)]);
  return [...found.values()];

  async function collect(text: PolicyText, from: PolicySource, chain: readonly string[]): Promise<void> {
    for (const { reference, place } of extendsOf(text)) {
      const refuse = (message: string) => new PolicyError(text.file, [{ ...place, message: `extends "${reference}": ${message}` }]);
      const source = sourceOf(reference, from);
      if ('error' in source) throw refuse(source.error);
      const key = keyOf(source);
      if (chain.includes(key)) throw refuse('it extends itself, or what it stands on extends it; expected layers that end');
      if (found.has(key)) continue;
      if (found.size + chain.length >= MAX_LAYERS) throw refuse(`more than ${MAX_LAYERS} policies stand on each other`);
      const layer = await read(source);
      if ('error' in layer) throw refuse(layer.error);
      await collect({ file: layer.shown, text: layer.text, reference, place }, source, [...chain, key]);
    }
    found.set(keyOf(from), text);
  }
}

/** Whether what `extends` names is of another repository. */
export function isRemote(reference: string): boolean {
  return REMOTE.test(reference) && !/^\.{0,2}\//.test(reference);
}

function sourceOf(reference: string, from: PolicySource): PolicySource | { error: string } {
  const remote = isRemote(reference) ? REMOTE.exec(reference) : null;
  if (remote) {
    const [, repository = '', path = '', ref = ''] = remote;
    return leavesFolder(path) ? { error: 'the path leaves its repository' } : { repository, path: normalize(path), ref };
  }
  if ('file' in from) return { file: isAbsolute(reference) ? reference : join(dirname(from.file), reference) };
  const path = join(dirname(from.path), reference);
  if (isAbsolute(reference) || leavesFolder(path)) return { error: `the path leaves ${from.repository}; expected a file of it` };
  return { ...from, path };
}

function leavesFolder(path: string): boolean {
  return /^(\.\.)?\/|^\.\.$/.test(normalize(path));
}

function isAbsolute(path: string): boolean {
  return /^([\\/]|[A-Za-z]:[\\/])/.test(path);
}

function keyOf(source: PolicySource): string {
  return 'file' in source ? source.file : `${source.repository}/${source.path}@${source.ref}`;
}
