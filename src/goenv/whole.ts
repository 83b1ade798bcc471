import { randomBytes } from 'node:crypto';
import { closeSync, fchmodSync, fchownSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const SIDE = /^\.delve-gate-[0-9a-f]{16}\.new$/;
/** Milliseconds after which a file to the side is one that a killed run left: writing takes a few. */
const STALE = 3_600_000;

export interface Whole {
  mode: number;
  /** Whose it becomes; ours if not given. */
  owner?: { uid: number; gid: number } | undefined;
  /** Called when all is written and nothing is replaced yet; may throw to keep it so. */
  before?: () => void;
}

/**
 * Writes a file whole or not at all, whenever we are killed and the machine stops: to the side in the same folder, to the disk, renamed.
 * @throws the file system's error; what was there is there
 */
export function writeDurably(file: string, bytes: Buffer, { mode, owner, before }: Whole): void {
  const folder = dirname(file);
  const side = join(folder, `.delve-gate-${randomBytes(8).toString('hex')}.new`);
  sweep(folder);
  try {
    const descriptor = openSync(side, 'wx', 0o600);
    try {
      writeFileSync(descriptor, bytes);
      if (owner) fchownSync(descriptor, owner.uid, owner.gid);
      fchmodSync(descriptor, mode);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    before?.();
    renameSync(side, file);
  } catch (error) {
    rmSync(side, { force: true });
    throw error;
  }
  syncFolder(folder);
}

/** Removes a file for good. @throws the file system's error, but not when there is none */
export function removeDurably(file: string): void {
  rmSync(file, { force: true });
  syncFolder(dirname(file));
}

/** Windows has no such thing, and some file systems refuse it. The rename holds all the same while the machine runs. */
function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // Nothing that could be done.
  }
}

/** Takes away what runs that were killed left beside the file: it can hold what the file holds. */
function sweep(folder: string): void {
  try {
    for (const name of readdirSync(folder).filter((each) => SIDE.test(each))) {
      const file = join(folder, name);
      if (Date.now() - statSync(file).mtimeMs > STALE) rmSync(file, { force: true });
    }
  } catch {
    // A folder that cannot be read is told of when it is written to.
  }
}
