import { type Dirent, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** A file of the repository that was read: its path with slashes, relative to the root, and its text. */
export interface RepositoryFile {
  /** Absolute. */
  file: string;
  path: string;
  text: string;
}

/** Folders that hold nobody's settings, or others' projects. */
const PASSED_OVER = new Set(['.git', 'node_modules', 'vendor', 'testdata', 'dist', 'third_party']);
const MAX_DEPTH = 8;
const MAX_ENTRIES = 50_000;
const MAX_BYTES = 1 << 20;

/** The folder that holds the repository: the next one above that has `.git`, else the folder itself. */
export function repositoryRoot(dir: string): string {
  for (let at = dir; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (at === dirname(at)) return dir;
  }
}

/**
 * Paths of the files of a repository whose path is wanted, breadth first, so that what is near the root is found in any tree.
 * Symbolic links are not followed. Reading ends after 50,000 entries, eight folders deep.
 * @param wanted is given the path relative to the root, with slashes
 */
export function findFiles(root: string, wanted: (path: string) => boolean): string[] {
  const found: string[] = [];
  let folders = [''];
  let seen = 0;
  for (let depth = 0; depth <= MAX_DEPTH && folders.length > 0; depth++) {
    const below: string[] = [];
    for (const folder of folders) {
      for (const entry of list(join(root, folder))) {
        if (++seen > MAX_ENTRIES) return found;
        const path = folder + entry.name;
        if (entry.isDirectory()) {
          if (!PASSED_OVER.has(entry.name)) below.push(`${path}/`);
        } else if (entry.isFile() && wanted(path)) found.push(join(root, path));
      }
    }
    folders = below;
  }
  return found;
}

/** Reads a file of at most a megabyte; undefined when it is larger, no plain file (a device, a pipe), or cannot be read. */
export function readRepositoryFile(root: string, file: string): RepositoryFile | undefined {
  try {
    const stat = statSync(file);
    if (!stat.isFile() || stat.size > MAX_BYTES) return undefined;
    return { file, path: relative(root, file).replaceAll('\\', '/'), text: readFileSync(file, 'utf8') };
  } catch {
    return undefined;
  }
}

function list(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}
