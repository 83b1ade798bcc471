import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, resolve, sep } from 'node:path';
import { goenvPath } from '../facts/goenv.js';
import { cannot, GoenvError } from './error.js';

/** Where a GOENV file is. */
export interface Place {
  /** As the environment names it, absolute. */
  path: string;
  /** What that leads to when it is a symbolic link, as those of people who keep their dotfiles elsewhere; else the same. */
  file: string;
}

/** What is there. The mode is that of chmod: permissions, without the kind of file. */
export type GoenvState = { kind: 'none' } | { kind: 'file'; bytes: Buffer; mode: number };
export const NONE: GoenvState = { kind: 'none' };

/** As many links as Linux follows. */
const MAX_LINKS = 40;

/**
 * The GOENV file in force, by the environment alone: also when `go env` does not run.
 * @param dir the folder that a relative GOENV is below
 * @throws GoenvError when there is none in force
 */
export function locate(env: NodeJS.ProcessEnv, dir: string): Place {
  const path = goenvPath(env);
  if (path !== null) return placeOf(isAbsolute(path) ? path : `${dir}${sep}${path}`);
  const usual = defaultPath(env);
  if (env.GOENV !== 'off')
    throw new GoenvError(`there is no GOENV file: ${missingHome()}; expected a home folder; set it, or name the file: GOENV=/path/to/env`);
  throw new GoenvError(
    `GOENV is off, so go reads no file${usual ? ` (go env -w would still write ${usual})` : ''}; expected a file in force; ` +
      `unset GOENV, or name the file: GOENV=${usual ?? '/path/to/env'}`,
  );
}

/** The file that the go command uses when GOENV names none. It is also the one that `GOENV=off go env -w` writes. */
export function defaultPath(env: NodeJS.ProcessEnv): string | null {
  return goenvPath({ ...env, GOENV: undefined });
}

function missingHome(): string {
  return process.platform === 'win32' ? '%AppData% is not set' : 'HOME is not set';
}

/** @param path absolute @throws GoenvError for links that lead nowhere */
export function placeOf(path: string): Place {
  let file = path;
  for (let links = 0; ; links++) {
    const target = linkIn(file);
    if (target === undefined) return { path, file };
    if (links === MAX_LINKS)
      throw new GoenvError(`GOENV ${path} is a symbolic link that leads to itself; expected a file; remove the link`);
    file = resolve(realpathSync(dirname(file)), target);
  }
}

function linkIn(file: string): string | undefined {
  try {
    return lstatSync(file).isSymbolicLink() ? readlinkSync(file) : undefined;
  } catch {
    // Missing or not to be looked at: whoever reads it says so.
    return undefined;
  }
}

/** @throws GoenvError when it is no regular file or cannot be read */
export function look({ path, file }: Place): GoenvState {
  let descriptor: number | undefined;
  try {
    // Not blocked by a pipe that nobody writes to.
    descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) throw notAFile(path, stat.isDirectory());
    return { kind: 'file', bytes: readFileSync(descriptor), mode: stat.mode & 0o7777 };
  } catch (error) {
    if (error instanceof GoenvError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return NONE;
    if (code === 'EISDIR') throw notAFile(path, true);
    throw cannot(
      'read',
      `GOENV ${path}`,
      error,
      'expected a file that you may read; make it readable: the go command ignores it without a word',
    );
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function notAFile(path: string, isFolder: boolean): GoenvError {
  const what = isFolder ? 'a folder' : 'no regular file';
  return new GoenvError(`GOENV ${path} is ${what}; expected a file, or nothing; move it away, or name another: GOENV=/path/to/env`);
}

/** Whether both are the same, byte for byte and in their mode. Windows has no modes. */
export function isSame(a: GoenvState, b: GoenvState): boolean {
  if (a.kind === 'none' || b.kind === 'none') return a.kind === b.kind;
  return a.bytes.equals(b.bytes) && (process.platform === 'win32' || a.mode === b.mode);
}
