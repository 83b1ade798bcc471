import { existsSync, realpathSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { CAUSE_IDS } from '../causes/index.js';
import { headOf } from '../facts/git.js';
import { SETTABLE } from '../gate/causes.js';
import { collectLayers, type ReadSource, type RepositoryFile } from '../policy/extends.js';
import { type LoadedPolicy, loadLayers, type PolicyText } from '../policy/load.js';
import { shorter, slashed, textOf } from './policy-text.js';
import { UsageError } from './usage.js';

/** Where policies of other repositories are. */
export interface Elsewhere {
  /** `owner/name=FOLDER`, as the user gives it: where they are checked out. */
  folders?: readonly string[];
  /** Fetches one, where that is allowed: a leg makes no call. */
  fetch?: (file: RepositoryFile) => Promise<string>;
}

/** Reads what a policy stands on. @param file where it is @throws PolicyError */
export function layersOf(policy: PolicyText, file: string, elsewhere: Elsewhere): Promise<PolicyText[]> {
  return collectLayers(policy, { file: slashed(file) }, reader(elsewhere));
}

/** Texts of a policy as one, held against the causes that there are. @throws PolicyError */
export function loadPolicyTexts(texts: readonly PolicyText[]): LoadedPolicy {
  return loadLayers(texts, [...CAUSE_IDS, ...SETTABLE]);
}

/** Reads what a policy extends from the disk, from what is checked out, or as `elsewhere` fetches it. */
export function reader({ folders = [], fetch }: Elsewhere): ReadSource {
  const checkedOut = new Map(folders.map(checkout));
  return async (source) => {
    if ('file' in source) return named(textOf(source.file), shorter(source.file));
    const shown = `${source.repository}/${source.path}@${source.ref}`;
    const folder = checkedOut.get(source.repository.toLowerCase());
    if (folder !== undefined) return named(fromCheckout(folder, source), shown);
    if (fetch)
      return fetch(source).then(
        (text) => ({ text, shown }),
        (error: Error) => ({ error: `it cannot be fetched: ${error.message}` }),
      );
    return {
      error: `nothing says where ${source.repository} is, and a check makes no call; check it out (actions/checkout with repository: and path:) and give layers: ${source.repository}=FOLDER, or --layer of the command line`,
    };
  };
}

/** @throws UsageError */
function checkout(given: string): [string, string] {
  const parts = /^([\w.-]+\/[\w.-]+)=(.+)$/.exec(given);
  const folder = parts && resolve(parts[2] as string);
  if (!parts || !folder || !existsSync(folder))
    throw new UsageError(
      `layer "${given}" ${parts ? 'names no folder' : 'is not owner/repository=FOLDER'}; expected where that repository is checked out`,
    );
  return [(parts[1] as string).toLowerCase(), realpathSync(folder)];
}

function fromCheckout(folder: string, { repository, path, ref }: RepositoryFile): { text: string } | { error: string } {
  const head = /^[0-9a-f]{40}$/.test(ref) ? headOf(folder) : ref;
  if (head !== ref) return { error: `${repository} is checked out at ${head ?? 'no commit that could be told'}; expected ${ref}` };
  const file = join(folder, path);
  try {
    if (!realpathSync(file).startsWith(folder + sep)) return { error: `a symbolic link leads out of ${repository}; expected a file of it` };
  } catch {
    // What cannot be read is told next.
  }
  return textOf(file);
}

function named(read: { text: string } | { error: string }, shown: string) {
  return 'error' in read ? { error: `it ${read.error}; expected a policy` } : { ...read, shown };
}
