import { LINKS, type Link, rank } from '../model/chain.js';
import type { Report } from '../model/report.js';

/** How a link stands: proved, broken, not reached, not asked for. */
export type LinkState = 'holds' | 'broken' | 'unproved';

/** The state of every link, from the checks that ran and what was found. */
export function chainOf(report: Report): { link: Link; state: LinkState }[] {
  const broken = new Set(report.findings.filter((finding) => finding.level === 'error').map((finding) => finding.link));
  const first = Math.min(...[...broken].map(rank), LINKS.length);
  const proved = provedLinks(report);
  return LINKS.map((link) => {
    if (broken.has(link)) return { link, state: 'broken' };
    return { link, state: proved.has(link) && (rank(link) < first || isChecked(report, link)) ? 'holds' : 'unproved' };
  });
}

function isChecked(report: Report, link: Link): boolean {
  return provedLinks(report).has(link) && report.checks.some((check) => check.status === 'pass' && check.name !== 'env');
}

function provedLinks(report: Report): Set<Link> {
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
