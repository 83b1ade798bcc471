import type { GateLeg, GateReport } from '../../model/gate.js';
import type { CheckResult, Level, Report, Verdict } from '../../model/report.js';
import { chainOf, chainOver } from '../chain.js';
import { type Matrix, matrixOf } from '../matrix.js';
import { resultOf, type ShownFinding } from '../result.js';
import { duration, passed, saw } from '../saw.js';

/** What the page shows, of a gate or of a single check. */
export interface View {
  kind: 'gate' | 'check';
  verdict: Verdict;
  /** What the verdict means here, after its word. */
  says: string;
  /** What to know of the run, by name. */
  about: { name: string; value: string; code?: boolean }[];
  chain: ReturnType<typeof chainOf>;
  /** Undefined where a table of checks says the same. */
  matrix: Matrix | undefined;
  /** Of a check: what was tried, and what it saw. */
  checks: (CheckResult & { saw: string })[];
  /** Of a gate. */
  legs: readonly GateLeg[];
  targets: string[];
  /** The gravest first. */
  findings: readonly ShownFinding[];
  fixed: GateReport['fixed'];
  version: string;
}

export function viewOfGate(report: GateReport): View {
  const { legs, findings, verdict, commit, run, policy, ms } = report;
  return {
    kind: 'gate',
    verdict,
    says: gateSays(report),
    about: [
      { name: 'Commit', value: commit?.slice(0, 12) ?? 'none', code: commit !== null },
      ...(run === null ? [] : [{ name: 'Run', value: run, code: true }]),
      { name: 'Policy', value: policy.file ?? 'built-in', code: policy.file !== null },
      { name: 'Legs', value: `${passing(legs)} of ${legs.length} passed` },
      { name: 'Findings', value: countsOf(findings) },
      { name: 'Judged in', value: duration(ms) || '0 ms' },
    ],
    chain: chainOver(report),
    matrix: matrixOf(report),
    checks: [],
    legs,
    targets: sorted(legs.flatMap(({ targets }) => targets.split(' '))),
    findings,
    fixed: report.fixed,
    version: report.version,
  };
}

/** @param report with paths as the repository names them (`relativeTo`) */
export function viewOfCheck(report: Report): View {
  const { verdict, checks, versions, policy } = report;
  const { findings } = resultOf(report);
  const targets = sorted(checks.map(({ target }) => target));
  const commit = report.origin?.commit;
  return {
    kind: 'check',
    verdict,
    says: checkSays(report),
    about: [
      { name: 'Target', value: report.target },
      { name: 'Go', value: versions.go?.replace(/^go/, '') ?? 'none' },
      { name: 'Delve', value: versions.dlv ?? 'none' },
      ...(commit ? [{ name: 'Commit', value: commit.slice(0, 12), code: true }] : []),
      { name: 'Policy', value: policy.file ?? 'built-in', code: policy.file !== null },
      { name: 'Findings', value: countsOf(findings) },
      { name: 'Checked in', value: duration(report.ms) || '0 ms' },
    ],
    chain: chainOf(report),
    matrix: targets.length > 1 ? matrixOf({ legs: [asLeg(report, targets)] }) : undefined,
    checks: checks.map((check) => ({ ...check, saw: check.status === 'pass' ? saw(report, check) : (check.reason ?? '') })),
    legs: [],
    targets,
    findings,
    fixed: null,
    version: versions['delve-gate'],
  };
}

function gateSays({ legs, verdict, findings }: GateReport): string {
  if (verdict === 'pass') return legs.length === 1 ? 'the one leg reported and passed' : `all ${legs.length} legs reported and passed`;
  if (passing(legs) < legs.length) return `${passing(legs)} of ${legs.length} legs passed`;
  return `every leg passed, the gate did not${findings[0] ? `: ${findings[0].title}` : ''}`;
}

function checkSays(report: Report): string {
  if (report.verdict === 'pass') return passed(report);
  if (report.verdict === 'error') return 'not everything that the policy asks for could be checked';
  const first = report.findings.find(({ level }) => level === 'error');
  return first ? `the link ${first.link} is broken` : 'something that the policy asks for failed';
}

function passing(legs: readonly GateLeg[]): number {
  return legs.filter(({ verdict }) => verdict === 'pass').length;
}

/** "2 errors, 1 note"; "none". */
function countsOf(findings: readonly { level: Level }[]): string {
  const counts = (['error', 'warning', 'note'] as const).flatMap((level) => {
    const count = findings.filter((each) => each.level === level).length;
    return count === 0 ? [] : [`${count} ${level}${count === 1 ? '' : 's'}`];
  });
  return counts.join(', ') || 'none';
}

/** A check by itself, as the one leg of a matrix. */
function asLeg({ checks, versions, ms }: Report, targets: readonly string[]): GateLeg {
  return { name: '', targets: targets.join(' '), how: 'native', go: '', verdict: 'pass', versions, checks, ms };
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort((a, b) => a.localeCompare(b, 'en'));
}
