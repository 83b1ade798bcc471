import { card } from './card.js';
import type { Markup } from './markup.js';
import type { View } from './view.js';

/** Findings that the page holds, and what they may take of it, in characters: beyond, a browser gets slow. */
const MAX_FINDINGS = 1000;
const MAX_SIZE = 4_000_000;

/** The findings that the page holds, and how many more there are. */
export interface Held {
  cards: Markup[];
  left: number;
}

/** The findings as the page holds them, as many as it can. */
export function findingCards({ findings, legs, targets }: View): Held {
  const places = { legs: placesOf(legs.map(({ name }) => name)), targets: placesOf(targets) };
  const targetsOfLeg = new Map(legs.map(({ name, targets: all }) => [name, all.split(' ')]));
  const cards: Markup[] = [];
  let size = 0;
  for (const [at, finding] of findings.slice(0, MAX_FINDINGS).entries()) {
    const on = finding.target === undefined ? finding.legs.flatMap((leg) => targetsOfLeg.get(leg) ?? []) : [finding.target];
    const data = { legs: ranges(finding.legs, places.legs), targets: ranges(on, places.targets) };
    const made = card(finding, { at, total: legs.length, ...data });
    size += made.text.length;
    if (size > MAX_SIZE) break;
    cards.push(made);
  }
  return { cards, left: findings.length - cards.length };
}

function placesOf(names: readonly string[]): Map<string, number> {
  return new Map(names.map((name, at) => [name, at]));
}

/** The places of names in a list, as the page's script reads them: "0-3 7". */
export function ranges(names: readonly string[], places: ReadonlyMap<string, number>): string {
  const all = [...new Set(names.flatMap((name) => places.get(name) ?? []))].sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const place of all) {
    const last = runs.at(-1);
    if (last && place === last[1] + 1) last[1] = place;
    else runs.push([place, place]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(' ');
}
