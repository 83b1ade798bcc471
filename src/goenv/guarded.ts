import { isAbsolute, join } from 'node:path';
import { goenvPath } from '../facts/goenv.js';
import type { GoenvDiff, SnapshotRow } from '../model/goenv.js';
import { changesOf } from './changes.js';
import { GoenvError } from './error.js';
import { defaultPath, type GoenvState, isSame, look, type Place, placeOf } from './place.js';
import { force } from './put.js';
import { isDamaged, Store, storeOf } from './store.js';

/** A GOENV file that is to be the same at the end of a job, and the snapshot that it is put back from. Plain data: it is handed from step to step. */
export interface Guarded extends Place {
  /** The folder of the snapshots: by the end HOME may be another. */
  folder: string;
  snapshot: string;
  was: SnapshotRow['file'];
}

/**
 * Takes snapshots of the GOENV files that a job could change: the one that GOENV names, and the default one, which `GOENV=off go env -w` writes.
 * @throws GoenvError when one cannot be read or kept
 */
export function guardFiles(env: NodeJS.ProcessEnv, dir: string): Guarded[] {
  const paths = [goenvPath(env), defaultPath(env)].flatMap((path) => (path === null ? [] : [isAbsolute(path) ? path : join(dir, path)]));
  if (paths.length === 0) return [];
  const store = storeOf(env);
  return [...new Set(paths)].map(placeOf).map((place) => {
    const { name, file } = store.save(look(place), { reason: 'guard', goenv: place.path });
    return { ...place, folder: store.folder, snapshot: name, was: file };
  });
}

/** How a guarded file was found at the end. */
export type Aftermath =
  | { path: string; state: 'same' }
  /** It is put back. `changes` is null when what was there could not be read as a file. */
  | { path: string; state: 'restored'; changes: GoenvDiff | null }
  /** It is not: the snapshot stays. */
  | { path: string; state: 'failed'; reason: string; snapshot: string };

/** Puts a guarded file back if it is another now. A link that it has become goes; what the job wrote is not kept: it can hold the job's secrets. */
export function putBack(guarded: Guarded): Aftermath {
  const { path, snapshot } = guarded;
  try {
    const was = kept(guarded);
    const is = lookOrNull(guarded);
    if (is === null || !isSame(was, is)) force(guarded, was);
    new Store(guarded.folder).remove(snapshot);
    if (is !== null && isSame(was, is)) return { path, state: 'same' };
    return { path, state: 'restored', changes: is && changesOf(was, is) };
  } catch (error) {
    return { path, state: 'failed', reason: (error as Error).message, snapshot };
  }
}

function kept({ folder, snapshot, was }: Guarded): GoenvState {
  const found = new Store(folder).list().find(({ name }) => name === snapshot);
  if (!found) throw new GoenvError(`its snapshot ${snapshot} is gone from ${folder}; expected it to stay until the job's end`);
  if (isDamaged(found)) throw new GoenvError(`its snapshot ${snapshot} in ${folder} is damaged: ${found.damage}`);
  const { file, state } = found;
  if (file?.sha256 !== was?.sha256 || file?.mode !== was?.mode)
    throw new GoenvError(`its snapshot ${snapshot} in ${folder} is not the one that was taken: the job changed it`);
  return state;
}

function lookOrNull(place: Place): GoenvState | null {
  try {
    return look(place);
  } catch {
    return null;
  }
}
