import type { DamagedRow } from '../model/goenv.js';
import { GoenvError } from './error.js';
import { isDamaged, type Snapshot, type Store } from './store.js';

/**
 * The snapshot that is meant: by its name or label, or else the newest of this GOENV file. What a restore replaced is taken by its name alone:
 * whoever restores twice wants the same twice.
 * @param goenv the GOENV file in force
 * @throws GoenvError for one that is not there, is damaged, or is of another file
 */
export function pick(store: Store, wanted: string | undefined, goenv: string): Snapshot {
  const all = store.list();
  const found = wanted === undefined ? all.findLast((each) => isOfferedFor(each, goenv)) : named(all, wanted);
  if (!found)
    throw new GoenvError(
      `${wanted === undefined ? `there is no snapshot of ${goenv}` : `there is no snapshot "${wanted}"`}; ${there(all)}`,
    );
  if (isDamaged(found))
    throw new GoenvError(
      `snapshot ${found.name} is damaged: ${found.damage}; it is not put back; ${there(all.filter((each) => each !== found))}; the file is in ${store.folder}`,
    );
  if (found.goenv !== goenv)
    throw new GoenvError(`snapshot ${found.name} is of ${found.goenv}, and GOENV is ${goenv}; name that file: GOENV=${found.goenv}`);
  return found;
}

/** One whose file cannot be told may be of this one: it is not passed over in silence. */
function isOfferedFor(each: Snapshot | DamagedRow, goenv: string): boolean {
  if (isDamaged(each)) return each.goenv === null || each.goenv === goenv;
  return each.goenv === goenv && each.reason !== 'restore';
}

function named(all: (Snapshot | DamagedRow)[], wanted: string): Snapshot | DamagedRow | undefined {
  return all.find(({ name }) => name === wanted) ?? all.findLast((each) => !isDamaged(each) && each.label === wanted);
}

/** Names that a message shows. */
const SHOWN = 10;

function there(all: (Snapshot | DamagedRow)[]): string {
  if (all.length === 0) return 'expected one: delve-gate env snapshot takes it';
  const names = all.slice(-SHOWN).map((each) => (isDamaged(each) || each.label === null ? each.name : `${each.name} (${each.label})`));
  const before = all.length > SHOWN ? `${all.length - SHOWN} older and ` : '';
  return `expected one of those that are there: ${before}${names.join(', ')}`;
}
