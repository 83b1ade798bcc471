import type { GateFinding, GateReport } from '../model/gate.js';

/** Two findings are the same where their cause is, and the file: lines move. */
function sameness({ cause, location }: Pick<GateFinding, 'cause' | 'location'>): string {
  return `${cause} ${location?.file ?? ''}`;
}

/** Marks what the base branch has too, and tells what is gone. Findings of the gate itself are of one run, and not compared. */
export function compare(
  findings: readonly GateFinding[],
  base: Pick<GateReport, 'findings'> | undefined,
): { findings: GateFinding[]; fixed: GateReport['fixed'] } {
  if (!base) return { findings: [...findings], fixed: null };
  const ours = (each: GateFinding) => each.link !== 'gate';
  const before = new Set(base.findings.filter(ours).map(sameness));
  const now = new Set(findings.filter(ours).map(sameness));
  const gone = base.findings.filter((each) => ours(each) && !now.has(sameness(each)));
  const once = new Map(gone.map(({ cause, title }) => [cause, { cause, title }]));
  return {
    findings: findings.map((each) => (ours(each) ? { ...each, change: before.has(sameness(each)) ? 'unchanged' : 'new' } : each)),
    fixed: [...once.values()],
  };
}
