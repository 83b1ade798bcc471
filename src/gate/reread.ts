import { GateReport } from '../model/gate.js';
import { GATE_SCHEMA } from '../model/seen.js';
import { GATE_CAUSES, type GateCauseId, gatePage } from './causes.js';
import { verdictOfLegs } from './gate.js';
import { catalogued } from './legs.js';

/**
 * A gate's report that another run left, which may hold anything: our own words for causes, and a verdict that is derived again.
 * @returns the report, or what is wrong with it; undefined for JSON that is no report of a gate at all
 */
export function reread(value: unknown): { report: GateReport } | { wrong: string } | undefined {
  if ((value as { schema?: unknown } | null)?.schema !== GATE_SCHEMA) return undefined;
  const read = GateReport.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    return { wrong: `it is no report of a gate ("${issue?.path.join('.')}": ${issue?.message})` };
  }
  const report = { ...read.data, findings: read.data.findings.map(named) };
  const derived = verdictOfLegs(report.legs, report.findings);
  if (derived !== report.verdict) return { wrong: `it says ${report.verdict}, its legs and findings say ${derived}` };
  return { report };
}

function named(finding: GateReport['findings'][number]): GateReport['findings'][number] {
  if (finding.link !== 'gate') return catalogued(finding);
  const { edit: _, ...rest } = finding;
  const id = finding.cause in GATE_CAUSES ? (finding.cause as GateCauseId) : undefined;
  return {
    ...rest,
    consequences: [],
    page: gatePage(id ?? 'what-the-gate-itself-can-say'),
    ...(id ? { title: GATE_CAUSES[id].title } : {}),
  };
}
