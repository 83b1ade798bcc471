import type { Setting } from '../../../model/setting.js';
import { findFiles, type RepositoryFile, readRepositoryFile } from '../files.js';
import { mentionsGo } from './names.js';

/** Reads one file; throws where it makes no sense. */
type Reader = (file: RepositoryFile) => Setting[];

/** A kind of files that set variables for Go. */
interface Kind {
  /** Of their paths, relative to the root, with slashes. */
  path: RegExp;
  /** Whether there is anything in a text to parse it for. */
  mentions(text: string): boolean;
  /** Loaded when there is one. */
  load(): Promise<Reader>;
}

const KINDS: readonly Kind[] = [
  {
    path: /^\.github\/workflows\/[^/]+\.ya?ml$/,
    mentions: mentionsGo,
    load: async () => (await import('./workflow.js')).readWorkflow,
  },
  {
    path: /(?:^|\/)action\.ya?ml$/,
    mentions: mentionsGo,
    load: async () => (await import('./workflow.js')).readAction,
  },
  {
    path: /(?:^|\/)(?:(?:Docker|Container)file(?:\.[^/]+)?|[^/]+\.(?:Docker|Container)file)$/i,
    mentions: mentionsGo,
    load: async () => (await import('./dockerfile.js')).readDockerfile,
  },
];

/** A file that could not be read, so that it is not known what it sets. */
export interface Unread {
  file: string;
  reason: string;
}

export type SettingsOptions = Record<string, never>;

/** Characters of a file at most: no file that people write settings in is larger. */
const MAX_FILE = 256 * 1024;
/** Files at most that speak of Go's variables. */
const MAX_FILES = 2000;

/**
 * The lines of a repository's files that set Go's variables, kind by kind, each in the order of the paths. Read, not run.
 * @param root the folder that holds the repository
 * @returns also the files that could not be read, with the reason; one that names no variable of Go's is not parsed, and is in order
 */
export async function settingsOf(root: string, _options: SettingsOptions = {}): Promise<{ settings: Setting[]; unread: Unread[] }> {
  const found: Setting[][] = KINDS.map(() => []);
  const unread: Unread[] = [];
  const paths = findFiles(root, (path) => kindOf(path) >= 0);
  let parsed = 0;
  for (const path of paths) {
    try {
      const file = readRepositoryFile(root, path);
      if (!file) throw new Error('it cannot be read, or is larger than a megabyte');
      const index = kindOf(file.path);
      const kind = KINDS[index];
      if (!kind?.mentions(file.text)) continue;
      if (++parsed > MAX_FILES) throw new Error(`more than ${MAX_FILES} files name variables of Go`);
      if (file.text.length > MAX_FILE) throw new Error(`it has ${file.text.length} characters; at most ${MAX_FILE} are read`);
      const read = await kind.load();
      found[index]?.push(...read({ ...file, text: file.text.replace(/^\uFEFF/, '') }));
    } catch (error) {
      unread.push({ file: path, reason: (error as Error).message });
    }
  }
  return { settings: found.flat(), unread };
}

function kindOf(path: string): number {
  return KINDS.findIndex((kind) => kind.path.test(path));
}
