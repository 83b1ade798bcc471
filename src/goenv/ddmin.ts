/**
 * Delta debugging: from elements that together make something happen, a set that still does, and of which none can be left out.
 * Works without the assumption that more elements never hide the thing. (A. Zeller, R. Hildebrandt: Simplifying and isolating
 * failure-inducing input, 2002; https://doi.org/10.1109/32.988498)
 * @param all for which `happens` is known to be true
 * @param happens tries a subset, in the order of `all`; never asked for none and for all of them
 * @param onSmaller told each smaller set that was found, so that whoever stops it has the best so far
 */
export async function ddmin<T>(
  all: readonly T[],
  happens: (some: readonly T[]) => Promise<boolean>,
  onSmaller: (some: readonly T[]) => void = () => {},
): Promise<readonly T[]> {
  const first = async (sets: readonly (readonly T[])[]) => {
    for (const set of sets) if (await happens(set)) return set;
    return undefined;
  };
  let now = all;
  for (let parts = 2; now.length >= 2; ) {
    const chunks = split(now, parts);
    const chunk = await first(chunks);
    // Of two parts each is what is left without the other.
    const rest = chunk ?? (parts === 2 ? undefined : await first(chunks.map((each) => now.filter((one) => !each.includes(one)))));
    if (rest === undefined && parts === now.length) break;
    parts = rest === undefined ? Math.min(now.length, 2 * parts) : Math.max(2, chunk ? 2 : parts - 1);
    if (rest === undefined) continue;
    now = rest;
    parts = Math.min(parts, Math.max(2, now.length));
    onSmaller(now);
  }
  return now;
}

/** Into so many parts of about the same length, in order; none is empty. */
function split<T>(all: readonly T[], parts: number): (readonly T[])[] {
  const at = (part: number) => Math.floor((part * all.length) / parts);
  return Array.from({ length: parts }, (_, part) => all.slice(at(part), at(part + 1)));
}
