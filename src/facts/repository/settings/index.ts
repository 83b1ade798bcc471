import { realpathSync } from 'node:fs';
import { isAbsolute, relative } from 'node:path';
import type { Setting } from '../../../model/setting.js';
import { findFiles, type RepositoryFile, readRepositoryFile } from '../files.js';
import { DOTENV, KINDS, type Kind, MAY_BE, type Reader } from './kinds.js';
import { mentionsGo } from './names.js';
import { profilesOf } from './profiles.js';
import type { EnvFile, Reading } from './reading.js';

/** A file that could not be read, so that it is not known what it sets. */
export interface Unread {
  file: string;
  reason: string;
}

export interface Settings {
  settings: Setting[];
  unread: Unread[];
}

export interface SettingsOptions {
  /** Where shell profiles are read as well: on a developer's machine, not in CI. */
  profiles?: { home: string; etc: string } | undefined;
  /** Only files that these write, when not all are asked for. */
  writers?: readonly Setting['writer'][];
}

/** Characters of a file at most: no file that people write settings in is larger. */
const MAX_FILE = 256 * 1024;
/** Characters of all files that are parsed, at most. */
const MAX_ALL = 4 * 1024 * 1024;

/**
 * The lines of a repository's files that set Go's variables, kind by kind, each in the order of the paths. Read, not run.
 * A file that names none of the variables is not parsed, and is in order.
 * @param root the folder that holds the repository
 * @returns also the files that could not be read, with the reason
 */
export async function settingsOf(root: string, { writers, profiles }: SettingsOptions = {}): Promise<Settings> {
  const kindOf = kindsOf(writers);
  const paths = findFiles(root, (path) => kindOf(path) !== undefined);
  return readSettings(root, paths, writers, profiles ? profilesOf(profiles.home, profiles.etc) : []);
}

/**
 * The same of files that are named.
 * @param paths absolute; those of no kind are passed over
 */
export async function readSettings(
  root: string,
  paths: readonly string[],
  writers?: readonly Setting['writer'][],
  profiles: ReturnType<typeof profilesOf> = [],
): Promise<Settings> {
  const kindOf = kindsOf(writers);
  const files = new Files(root);
  const found = new Map<Kind, Setting[]>(KINDS.map((kind) => [kind, []]));
  for (const file of paths) {
    const kind = kindOf(relative(root, file).replaceAll('\\', '/'));
    if (kind) found.get(kind)?.push(...(await files.read(file, kind)));
  }
  const settings = [...found.values(), await files.readEnvFiles()].flat();
  for (const { folder, file, reader } of profiles) settings.push(...(await files.read(file, reader, { folder, optional: true })));
  return { settings, unread: files.unread };
}

function kindsOf(writers: readonly Setting['writer'][] | undefined): (path: string) => Kind | undefined {
  const kinds = KINDS.filter((kind) => !writers || kind.writers.some((writer) => writers.includes(writer)));
  return (path) => (MAY_BE.test(path) ? kinds.find((kind) => kind.path.test(path)) : undefined);
}

/** Reads files one by one, as far as all of them together are not too much. */
class Files {
  readonly unread: Unread[] = [];
  private readonly envFiles: EnvFile[] = [];
  private characters = 0;

  constructor(private readonly root: string) {}

  /** @param optional whether the file need not be there */
  async read(path: string, reader: Reader, { folder = this.root, optional = false } = {}): Promise<Setting[]> {
    try {
      const file = readRepositoryFile(folder, path);
      if (!file && optional) return [];
      if (!file) throw new Error('it cannot be read, or is larger than a megabyte');
      const text = file.text.replace(/^\uFEFF/, '');
      if (!mentionsGo(text) && !reader.mentions?.test(text)) return [];
      this.count(text.length);
      const read = await reader.load();
      return this.keep(read({ ...file, text }));
    } catch (error) {
      this.unread.push({ file: path, reason: (error as Error).message });
      return [];
    }
  }

  /** Env files that others name, as far as they are files of this repository. */
  async readEnvFiles(): Promise<Setting[]> {
    const settings: Setting[] = [];
    for (const { file, ...taker } of this.envFiles) {
      if (!this.holds(file)) continue;
      const load = async () => {
        const read = (await import('./dotenv.js')).readDotenv;
        return (each: RepositoryFile) => read(each, taker);
      };
      settings.push(...(await this.read(file, { ...DOTENV, load }, { optional: true })));
    }
    return settings;
  }

  /** Whether a file is one of the repository, links followed. */
  private holds(file: string): boolean {
    try {
      const below = relative(realpathSync(this.root), realpathSync(file));
      return below !== '' && !below.startsWith('..') && !isAbsolute(below);
    } catch {
      return false;
    }
  }

  private keep(reading: Setting[] | Reading): Setting[] {
    if (Array.isArray(reading)) return reading;
    this.envFiles.push(...reading.envFiles);
    return reading.settings;
  }

  private count(characters: number): void {
    if (characters > MAX_FILE) throw new Error(`it has ${characters} characters; at most ${MAX_FILE} are read`);
    if (this.characters + characters > MAX_ALL) throw new Error(`the files that name variables of Go have more than ${MAX_ALL} characters`);
    this.characters += characters;
  }
}
