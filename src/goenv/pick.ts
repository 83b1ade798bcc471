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
  const others = there(
    all.filter((each) => each !== found),
    goenv,
  );
  if (!found) throw new GoenvError(`there is no snapshot ${wanted === undefined ? `of ${goenv}` : `"${wanted}"`}; ${others}`);
  if (isDamaged(found))
    throw new GoenvError(`snapshot ${found.name} of ${store.folder} is damaged: ${found.damage}; it is not put back; ${others}`);
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

/** What can be named instead. */
function there(all: (Snapshot | DamagedRow)[], goenv: string): string {
  const ours = all.flatMap((each) => (each.goenv === goenv && !isDamaged(each) ? [each] : []));
  const elsewhere = all.length > ours.length ? ' (delve-gate env snapshots lists the others)' : '';
  if (ours.length === 0) return `expected one of ${goenv}: delve-gate env snapshot takes it${elsewhere}`;
  const names = ours.slice(-SHOWN).map(({ name, label }) => (label === null ? name : `${name} (${label})`));
  const before = ours.length > SHOWN ? `${ours.length - SHOWN} older and ` : '';
  return `expected one of those that are there: ${before}${names.join(', ')}${elsewhere}`;
}
