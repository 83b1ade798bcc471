import type { GateFinding } from '../model/gate.js';
import type { Finding } from '../model/report.js';
import type { Leg } from './read.js';

const SEVERITY = { error: 0, warning: 1, note: 2 } as const;
/** How many other wordings of the same cause are kept. */
const MAX_VARIANTS = 5;
/** How many faults of one kind are written out. */
const NAMED = 10;
/** How many facts that set legs apart are told. */
const MAX_APART = 8;

/** The same cause on the same line is one finding, with the legs that have it; the gravest first, and then what most legs have. */
export function merge(legs: readonly Leg[]): GateFinding[] {
  const groups = new Map<string, { leg: Leg; finding: Finding }[]>();
  for (const leg of legs)
    for (const finding of leg.findings) {
      const key = keyOf(finding);
      const group = groups.get(key);
      if (group) group.push({ leg, finding });
      else groups.set(key, [{ leg, finding }]);
    }
  const traits = new Traits(legs);
  return [...groups.values()].map((group) => together(group, traits));
}

/** What is wrong with several legs in the same way is told once, with what was found of each. */
export function mergeFaults(faults: readonly GateFinding[]): GateFinding[] {
  const groups = new Map<string, GateFinding[]>();
  for (const fault of faults) {
    const key = keyOf(fault);
    groups.set(key, [...(groups.get(key) ?? []), fault]);
  }
  return [...groups.values()].map(([first, ...more]) => {
    const fault = first as GateFinding;
    if (more.length === 0) return fault;
    const all = [fault, ...more];
    const rest = all.length > NAMED ? `; and ${all.length - NAMED} more` : '';
    return {
      ...fault,
      found: `${all
        .slice(0, NAMED)
        .map(({ found }) => found)
        .join('; ')}${rest}`,
      legs: [...new Set(all.flatMap(({ legs }) => legs))],
      evidence: all.flatMap(({ evidence }) => evidence),
    };
  });
}

/** Where it is written parts two findings of one cause; else what they say of themselves does not, since paths differ from machine to machine. */
function keyOf({ cause, location }: Pick<Finding, 'cause' | 'location'>): string {
  return location ? `${cause} ${location.file}:${location.line}` : cause;
}

function together(group: readonly { leg: Leg; finding: Finding }[], traits: Traits): GateFinding {
  const [first] = [...group].sort((a, b) => SEVERITY[a.finding.level] - SEVERITY[b.finding.level]) as [(typeof group)[number]];
  const legs = [...new Set(group.map(({ leg }) => leg.name))];
  const { target, ...finding } = first.finding;
  const targets = new Set(group.map((each) => each.finding.target));
  return {
    ...finding,
    ...(target !== undefined && targets.size === 1 ? { target } : {}),
    evidence: [...finding.evidence, ...variants(first.finding, group)],
    legs,
    apart: finding.level === 'error' ? traits.apart(new Set(legs)) : [],
  };
}

function variants(first: Finding, group: readonly { leg: Leg; finding: Finding }[]): Finding['evidence'] {
  const others = new Map<string, string[]>();
  for (const { leg, finding } of group)
    if (finding.found !== first.found) others.set(finding.found, [...(others.get(finding.found) ?? []), leg.name]);
  return [...others].slice(0, MAX_VARIANTS).map(([value, names]) => ({ what: `on ${names.join(', ')}`, value }));
}

/** How many legs have each value of each fact that is not the same everywhere. */
class Traits {
  private readonly counts = new Map<string, Map<string, number>>();
  private readonly reported: number;

  constructor(private readonly legs: readonly Leg[]) {
    const told = legs.filter(({ traits }) => traits.size > 0);
    this.reported = told.length;
    for (const what of new Set(told.flatMap(({ traits }) => [...traits.keys()]))) {
      const values = new Map<string, number>();
      for (const leg of told) values.set(traitOf(leg, what), (values.get(traitOf(leg, what)) ?? 0) + 1);
      if (values.size > 1) this.counts.set(what, values);
    }
  }

  /** The facts that legs with a finding share a few values of, and no leg without it has: usually that is the answer. */
  apart(names: ReadonlySet<string>): GateFinding['apart'] {
    const here = this.legs.filter(({ name, traits }) => names.has(name) && traits.size > 0);
    if (here.length === 0 || here.length === this.reported) return [];
    return [...this.counts]
      .flatMap(([what, all]) => {
        const own = new Map<string, number>();
        for (const leg of here) own.set(traitOf(leg, what), (own.get(traitOf(leg, what)) ?? 0) + 1);
        // A value that more legs have than those with the finding is elsewhere too.
        if ([...own].some(([value, count]) => (all.get(value) ?? 0) > count)) return [];
        return [{ what, here: [...own.keys()], elsewhere: [...all.keys()].filter((value) => !own.has(value)) }];
      })
      .sort((a, b) => a.here.length + a.elsewhere.length - (b.here.length + b.elsewhere.length))
      .slice(0, MAX_APART);
  }
}

function traitOf({ traits }: Leg, what: string): string {
  return traits.get(what) ?? 'unknown';
}
