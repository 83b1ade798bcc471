import type { GateFinding, GateReport } from '../model/gate.js';
import type { CheckResult, Report, Verdict } from '../model/report.js';
import { inRepository } from './path.js';
import { brief, shorten } from './sanitize.js';

/** A finding as outputs show it, of a check or of a gate. */
export type ShownFinding = GateFinding;

/** What every output is made of: the report of a check, or that of a gate over many. */
export interface Result {
  kind: 'check' | 'gate';
  /** What it is of: a check of its leg, else of its targets; a gate of `gate`. */
  name: string;
  verdict: Verdict;
  /** The gravest first. Paths of the workspace are as the repository names them. */
  findings: readonly ShownFinding[];
  /** What was tried; of a gate with the leg that tried it. */
  checks: readonly (CheckResult & { leg?: string })[];
  /** How many legs there are; 0 for a check. */
  legs: number;
  /** The delve-gate that wrote it. */
  version: string;
  commit: string | null;
  /** When it was made, ISO 8601 in UTC; null when that is not known. */
  at: string | null;
  /** The file of the repository that stands for what has no place in it: the policy, else go.mod. */
  anchor: string;
  ms: number;
}

/** @param report with paths as the repository names them (`relativeTo`) */
export function resultOf(report: Report): Result {
  return {
    kind: 'check',
    name: report.origin?.leg ?? report.target,
    verdict: report.verdict,
    findings: report.findings.map((finding) => ({ ...finding, legs: [], apart: [] })),
    checks: report.checks,
    legs: 0,
    version: report.versions['delve-gate'],
    commit: report.origin?.commit ?? null,
    at: report.facts.host.clock,
    anchor: anchorOf(report.policy.file, report.facts.project?.goMod?.file),
    ms: report.ms,
  };
}

/** @param at when it was made */
export function resultOfGate(report: GateReport, at: string | null = null): Result {
  return {
    kind: 'gate',
    name: 'gate',
    verdict: report.verdict,
    findings: report.findings,
    checks: report.legs.flatMap((leg) => checksOf(leg)),
    legs: report.legs.length,
    version: report.version,
    commit: report.commit,
    at,
    anchor: anchorOf(report.policy.file),
    ms: report.ms,
  };
}

function anchorOf(...files: readonly (string | null | undefined)[]): string {
  return files.map((file) => file && inRepository(file)).find(Boolean) || 'go.mod';
}

/** A leg that did not report has one row that says so. */
function checksOf({ name, targets, checks, reason, ms }: GateReport['legs'][number]): Result['checks'] {
  if (checks.length > 0) return checks.map((check) => ({ ...check, leg: name }));
  return [{ name: 'report', target: targets, status: 'error', reason: reason ?? 'no report', ms, leg: name }];
}

/** How many names of legs are written out. */
const NAMED = 6;

/** Where a finding of a gate is: "on 3 of 8 legs (a, b, c)"; empty when it is of a check, or of no leg. */
export function onLegs({ legs }: Pick<ShownFinding, 'legs'>, total: number): string {
  if (legs.length === 0) return '';
  if (total > 1 && legs.length === total) return `on all ${total} legs`;
  const more = legs.length > NAMED ? `, and ${legs.length - NAMED} more` : '';
  const names = `${legs.slice(0, NAMED).join(', ')}${more}`;
  return legs.length === 1 ? `on ${names}` : `on ${legs.length} of ${total} legs (${names})`;
}

/** What was found, and on which legs. */
export function foundOn(finding: ShownFinding, total: number): string {
  const where = onLegs(finding, total);
  // What is wrong with a leg names it already.
  return where === '' || finding.link === 'gate' ? finding.found : `${where}: ${finding.found}`;
}

/** How a gate stands against an earlier one of the base branch; undefined when there is none to compare with. */
export function againstBase({ findings, fixed }: { findings: readonly ShownFinding[]; fixed: GateReport['fixed'] }): string | undefined {
  if (!fixed) return undefined;
  const count = (change: ShownFinding['change']) => findings.filter((each) => each.change === change).length;
  return `Against the base branch: ${count('new')} new, ${count('unchanged')} unchanged, ${fixed.length} fixed`;
}

/** Characters of one line, and of all that is told of a finding: a long value hides no fix behind it. */
const LINE = 1500;
const TOLD = 4000;

/**
 * What is told of a finding, a line each and safe to print: what was found, what was expected, what to do.
 * @param legs how many there are, of a gate
 * @param where a line that says where it is, for an output that cannot point there
 */
export function told(finding: ShownFinding, legs: number, where?: string): string {
  const lines = [
    `found: ${foundOn(finding, legs)}`,
    `expected: ${finding.expected}`,
    ...(where === undefined ? [] : [where]),
    ...finding.fix.map((fix, at) => (at === 0 ? `fix: ${fix}` : `     ${fix}`)),
    ...(finding.consequences.length > 0 ? [`breaks: ${finding.consequences.join(', ')}`] : []),
    `more: ${finding.page}`,
  ];
  return shorten(lines.map((line) => brief(line, LINE)).join('\n'), TOLD);
}
