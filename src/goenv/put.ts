import { lstatSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { cannot, GoenvError } from './error.js';
import { type GoenvState, isSame, look, type Place } from './place.js';
import { removeDurably, writeDurably } from './whole.js';

/** How often another program may come between. */
const TRIES = 5;

/** Another program wrote the file after we had looked. */
class Changed extends Error {}

/**
 * Makes the GOENV file what it is to be, atomically: whoever looks sees the old or the new. A symbolic link stays and its target changes.
 * @param keep called with what is about to be replaced, again when another program changed that meanwhile
 * @returns what was replaced, and what `keep` made of it; null when the file was so already
 * @throws GoenvError when it cannot be written; then nothing has changed
 */
export function replace<T>(place: Place, wanted: GoenvState, keep: (was: GoenvState) => T): { was: GoenvState; kept: T } | null {
  for (let tries = 0; tries < TRIES; tries++) {
    const was = look(place);
    if (isSame(was, wanted)) return null;
    const kept = keep(was);
    try {
      put(place, wanted, was);
      return { was, kept };
    } catch (error) {
      if (!(error instanceof Changed)) throw error;
    }
  }
  throw new GoenvError(
    `GOENV ${place.path} is being changed again and again by another program; expected it to stay; end that program first`,
  );
}

function put(place: Place, wanted: GoenvState, was: GoenvState): void {
  force(place, wanted, () => {
    if (!isSame(look(place), was)) throw new Changed();
  });
}

/**
 * The same whatever is there by then, a symbolic link too.
 * @param before called when nothing is replaced yet; may throw to keep it so
 * @throws GoenvError when it cannot be written
 */
export function force(place: Place, wanted: GoenvState, before: () => void = () => {}): void {
  try {
    if (wanted.kind === 'none') {
      before();
      removeDurably(place.file);
      return;
    }
    mkdirSync(dirname(place.file), { recursive: true });
    writeDurably(place.file, wanted.bytes, { mode: wanted.mode, owner: ownerOf(place.file), before });
  } catch (error) {
    if (error instanceof Changed || error instanceof GoenvError) throw error;
    const advice = `expected a folder that can be written, and room; nothing was changed; see to ${dirname(place.file)}`;
    throw cannot(wanted.kind === 'none' ? 'removed' : 'written', `GOENV ${place.path}`, error, advice);
  }
}

/** A file that root writes for somebody stays theirs. */
function ownerOf(file: string): { uid: number; gid: number } | undefined {
  const stat = process.platform === 'win32' ? undefined : lstatSync(file, { throwIfNoEntry: false });
  if (!stat || (stat.uid === process.geteuid?.() && stat.gid === process.getegid?.())) return undefined;
  return { uid: stat.uid, gid: stat.gid };
}
