import { constants } from 'node:fs';
import { access, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Folder } from '../model/facts.js';
import { run } from '../system/run.js';
import type { Scope } from '../system/scope.js';

const START_LIMIT = 10_000;

/** Tries a folder by using it: a file is written, and started when `execute` asks for it. What was written is removed. */
export async function tryFolder(path: string, options: { scope: Scope; execute: boolean; mayBeMade?: boolean }): Promise<Folder> {
  const { scope } = options;
  const folder: Folder = { path, exists: false, directory: false, writable: false, executable: null };
  try {
    folder.directory = (await stat(path)).isDirectory();
    if (!folder.directory) return { ...folder, exists: true, reason: 'not a folder' };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    if (code !== 'ENOENT' || !options.mayBeMade) return { ...folder, exists: code !== 'ENOENT', reason: code };
    const reason = await whyNotMakeable(path);
    return { ...folder, writable: reason === undefined, ...(reason ? { reason } : {}) };
  }
  folder.exists = true;
  let own: string | undefined;
  try {
    own = scope.folder('try', path);
    const file = join(own, 'try');
    await writeFile(file, '#!/bin/sh\nexit 0\n', { mode: 0o700 });
    folder.writable = true;
    if (options.execute && process.platform !== 'win32') {
      const { code, error } = await run(file, [], { scope, timeout: START_LIMIT });
      folder.executable = code === 0;
      if (code !== 0) folder.reason = error ?? `exit code ${code}`;
    }
  } catch (error) {
    folder.reason = (error as NodeJS.ErrnoException).code ?? String(error);
  } finally {
    if (own) await rm(own, { recursive: true, force: true });
  }
  return folder;
}

/** Go makes such a folder itself when it is missing, so the question is whether its nearest parent lets it. */
async function whyNotMakeable(path: string): Promise<string | undefined> {
  for (let parent = dirname(path); ; parent = dirname(parent)) {
    try {
      const info = await stat(parent);
      if (!info.isDirectory()) return `${parent} is not a folder`;
      await access(parent, constants.W_OK | constants.X_OK);
      return undefined;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? String(error);
      if (code !== 'ENOENT' || parent === dirname(parent)) return `${code} on ${parent}`;
    }
  }
}
