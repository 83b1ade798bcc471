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
  return [...groups.values()].map((group) => together(group, legs));
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

function together(group: readonly { leg: Leg; finding: Finding }[], all: readonly Leg[]): GateFinding {
  const [first] = [...group].sort((a, b) => SEVERITY[a.finding.level] - SEVERITY[b.finding.level]) as [(typeof group)[number]];
  const legs = [...new Set(group.map(({ leg }) => leg.name))];
  const { target, ...finding } = first.finding;
  const targets = new Set(group.map((each) => each.finding.target));
  return {
    ...finding,
    ...(target !== undefined && targets.size === 1 ? { target } : {}),
    evidence: [...finding.evidence, ...variants(first.finding, group)],
    legs,
    apart: finding.level === 'error' ? apart(legs, all) : [],
  };
}

function variants(first: Finding, group: readonly { leg: Leg; finding: Finding }[]): Finding['evidence'] {
  const others = new Map<string, string[]>();
  for (const { leg, finding } of group)
    if (finding.found !== first.found) others.set(finding.found, [...(others.get(finding.found) ?? []), leg.name]);
  return [...others].slice(0, MAX_VARIANTS).map(([value, names]) => ({ what: `on ${names.join(', ')}`, value }));
}

/** The facts that all legs with a finding share a few values of, and no leg without it has: usually that is the answer. */
function apart(names: readonly string[], all: readonly Leg[]): GateFinding['apart'] {
  const having = new Set(names);
  const reported = all.filter((leg) => leg.traits.size > 0);
  const here = reported.filter(({ name }) => having.has(name));
  const elsewhere = reported.filter(({ name }) => !having.has(name));
  if (here.length === 0 || elsewhere.length === 0) return [];
  const whats = [...(here[0] as Leg).traits.keys()];
  return whats
    .map((what) => ({ what, here: valuesOf(what, here), elsewhere: valuesOf(what, elsewhere) }))
    .filter((each) => each.elsewhere.every((value) => !each.here.includes(value)))
    .sort((a, b) => a.here.length + a.elsewhere.length - (b.here.length + b.elsewhere.length))
    .slice(0, MAX_APART);
}

function valuesOf(what: string, legs: readonly Leg[]): string[] {
  return [...new Set(legs.map(({ traits }) => traits.get(what) ?? 'unknown'))];
}
