import { dirname, join } from 'node:path/posix';
import type { Declared } from '../../../model/declared.js';

/** The modules of a repository: folders relative to its root, `.` for the root. */
export interface Modules {
  /** Of the module that is looked at. */
  home: string;
  all: readonly string[];
  /** The folder of the go.work in force. */
  work: string | null;
}

/**
 * Whether what speaks for a folder is meant for the module that is looked at. A person's own tools hold for all below their folder;
 * what builds is meant for the next module at or above, or for the only one that there is.
 */
export function meantFor(role: Declared['role'], folder: string, { home, all, work }: Modules): boolean {
  if (role === 'person') return isAbove(folder, home);
  const module = upwards(folder).find((each) => all.includes(each));
  if (module !== undefined) return module === home;
  return all.length <= 1 || (work !== null && isAbove(work, folder));
}

/** The folder of a module by a hint of where its go.mod is: from a folder, or from the root. */
export function moduleAt(hint: string, folder: string, { all }: Modules): string | undefined {
  return [join(folder, hint), hint].find((each) => all.includes(each));
}

/** Whether a folder is another, or holds it. */
export function isAbove(folder: string, other: string): boolean {
  return folder === '.' || other === folder || other.startsWith(`${folder}/`);
}

/** A folder and those that hold it, up to the root. */
export function upwards(folder: string): string[] {
  return folder === '.' || folder.startsWith('..') ? ['.'] : [folder, ...upwards(dirname(folder))];
}
