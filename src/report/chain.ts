import { LINKS, type Link, rank } from '../model/chain.js';
import type { GateReport } from '../model/gate.js';
import type { CheckResult, Level } from '../model/report.js';

/** How a link stands: proved, broken, not reached, not asked for. */
export type LinkState = 'holds' | 'broken' | 'unproved';

/** What tells how the links stand. */
export interface Tried {
  findings: readonly { link: Link | 'gate'; level: Level }[];
  checks: readonly CheckResult[];
}

/** The state of every link, from the checks that ran and what was found. */
export function chainOf(report: Tried): { link: Link; state: LinkState }[] {
  const broken = new Set(report.findings.flatMap(({ level, link }) => (level === 'error' && link !== 'gate' ? [link] : [])));
  const first = Math.min(...[...broken].map(rank), LINKS.length);
  const proved = provedLinks(report);
  return LINKS.map((link) => {
    if (broken.has(link)) return { link, state: 'broken' };
    return { link, state: proved.has(link) && (rank(link) < first || isChecked(report, link)) ? 'holds' : 'unproved' };
  });
}

/** The state of every link over all legs: broken when it is on one, and proved only when it is on all. */
export function chainOver({ legs, findings }: Pick<GateReport, 'legs' | 'findings'>): { link: Link; state: LinkState }[] {
  const found = new Map<string, Tried['findings'][number][]>(legs.map(({ name }) => [name, []]));
  for (const finding of findings) for (const leg of finding.legs) found.get(leg)?.push(finding);
  const each = legs.map((leg) => chainOf({ checks: leg.checks, findings: found.get(leg.name) ?? [] }));
  return LINKS.map((link, at) => {
    const states = each.map((chain) => chain[at]?.state);
    if (states.includes('broken')) return { link, state: 'broken' };
    return { link, state: states.length > 0 && states.every((state) => state === 'holds') ? 'holds' : 'unproved' };
  });
}

function isChecked(report: Tried, link: Link): boolean {
  return provedLinks(report).has(link) && report.checks.some((check) => check.status === 'pass' && check.name !== 'env');
}

function provedLinks(report: Tried): Set<Link> {
  const proved = new Set<Link>();
  const passed = (name: string) => report.checks.some((check) => check.name === name && check.status === 'pass');
  const add = (...links: Link[]) => {
    for (const link of links) proved.add(link);
  };
  if (report.checks.some((check) => check.name === 'env')) add('host', 'go', 'env', 'toolchain');
  if (passed('dlv')) add('install', 'dlv');
  if (passed('build')) add('build');
  const smoke = report.checks.filter((check) => check.name.startsWith('smoke/') && check.status === 'pass');
  if (smoke.length > 0) add('launch', 'breakpoint', 'detach');
  if (smoke.some((check) => check.name === 'smoke/attach')) add('attach');
  return proved;
}
