import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { CAUSE_IDS } from '../causes/index.js';
import { headOf } from '../facts/git.js';
import { SETTABLE } from '../gate/causes.js';
import { collectLayers, type ReadSource, type RepositoryFile } from '../policy/extends.js';
import { defaultPolicy, type LoadedPolicy, loadLayers, type PolicyText } from '../policy/load.js';
import { PolicyError } from '../policy/mistake.js';
import { UsageError } from './usage.js';

/** Looked for in the project's folder when no policy is named. */
export const POLICY_NAMES = ['delve-gate.yml', 'delve-gate.yaml', '.github/delve-gate.yml', '.github/delve-gate.yaml'];

/** Where policies of other repositories are. */
export interface Elsewhere {
  /** `owner/name=FOLDER`, as the user gives it: where they are checked out. */
  folders?: readonly string[];
  /** Fetches one, where that is allowed: a leg makes no call. */
  fetch?: (file: RepositoryFile) => Promise<string>;
}

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
  const texts = await collectLayers({ file: shown, text: read.text }, { file: slashed(file) }, reader(elsewhere));
  return { policy: loadPolicyTexts(texts), sha256: digestOf(texts) };
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

function textOf(file: string): { text: string } | { error: string } {
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

function slashed(file: string): string {
  return file.replaceAll('\\', '/');
}

function shorter(file: string): string {
  const below = relative(process.cwd(), file);
  return below.startsWith('..') || below === '' ? file : slashed(below);
}
