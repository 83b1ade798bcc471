import type { Candidate } from './candidates.js';
import { ddmin } from './ddmin.js';

/** What a try can say of the thing that is looked for. */
export type Happens = (some: readonly Candidate[]) => Promise<boolean>;

/** So many tries were made that no more are. */
export class Spent extends Error {}

export interface Sets {
  sets: (readonly Candidate[])[];
  complete: boolean;
}

/**
 * The smallest sets of candidates that each bring the thing about: first among groups, then among what these hold. When one is found it is
 * left out, and what is left is tried: another can do it as well.
 * @param happens true for all candidates together, false for none
 */
export async function smallestSets(groups: readonly (readonly Candidate[])[], happens: Happens): Promise<Sets> {
  const sets: (readonly Candidate[])[] = [];
  let best: readonly Candidate[] = [];
  let left = groups;
  try {
    do {
      best = left.flat();
      const fewer = await ddmin(
        left,
        (some) => happens(some.flat()),
        (some) => {
          best = some.flat();
        },
      );
      const set = await ddmin(fewer.flat(), happens, (some) => {
        best = some;
      });
      best = [];
      sets.push(set);
      left = left.map((group) => group.filter((each) => !set.includes(each))).filter((group) => group.length > 0);
    } while (left.length > 0 && (await happens(left.flat())));
    return { sets, complete: true };
  } catch (error) {
    if (!(error instanceof Spent)) throw error;
    return { sets: best.length > 0 ? [...sets, best] : sets, complete: false };
  }
}
