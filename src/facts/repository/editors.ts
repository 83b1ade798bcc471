import { existsSync, readdirSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import type { ProjectFacts } from '../../model/facts.js';
import type { Setting } from '../../model/setting.js';
import { findFiles } from './files.js';
import { readSettings } from './settings/index.js';

/** Folders in which editors keep what they are told. */
const KEPT_IN = ['.vscode', '.devcontainer', '.idea', '.run'];
const WRITERS: readonly Setting['writer'][] = ['devcontainer', 'vscode-settings', 'vscode-launch', 'idea'];
/** Lines at most that are told of; a report is no copy of a repository. */
const MAX_SETTINGS = 200;

/**
 * What editors give to Go that are opened on the project's folder or one above it, up to the repository's.
 * @returns undefined when they say nothing of Go
 */
export async function editorFacts(dir: string, root: string): Promise<ProjectFacts['editors']> {
  const { settings, unread } = await readSettings(root, foldersBetween(dir, root).flatMap(filesOfEditors), WRITERS);
  if (settings.length === 0 && unread.length === 0) return undefined;
  const told = settings.slice(0, MAX_SETTINGS);
  const folders = told.flatMap(({ variable, value }) =>
    /^GO(ROOT|PATH)$/.test(variable) && value !== null && isAbsolute(value) ? [value] : [],
  );
  return { settings: told, unread, folders: Object.fromEntries(folders.map((path) => [path, existsSync(path)])) };
}

function foldersBetween(dir: string, root: string): string[] {
  const folders = [dir];
  while (folders.at(-1) !== root && folders.at(-1) !== dirname(folders.at(-1) ?? '')) folders.push(dirname(folders.at(-1) ?? ''));
  return relative(root, dir).startsWith('..') ? [dir] : folders;
}

function filesOfEditors(folder: string): string[] {
  return [...KEPT_IN.flatMap((name) => findFiles(join(folder, name), () => true)), ...filesIn(folder).map((name) => join(folder, name))];
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name);
  } catch {
    return [];
  }
}
