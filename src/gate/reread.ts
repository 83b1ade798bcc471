import { GateReport } from '../model/gate.js';
import { MAX_LEGS } from '../model/plan.js';
import { GATE_SCHEMA } from '../model/seen.js';
import { hasMoreThan } from './accept.js';
import { GATE_CAUSES, type GateCauseId, gatePage } from './causes.js';
import { verdictOfLegs } from './gate.js';
import { catalogued, shortened } from './legs.js';

/** Values of a gate's report at most: those of 256 legs, and of 10,000 findings. */
const MAX_VALUES = 1_000_000;
/** Characters of the targets of a leg: more than GOOS and GOARCH have pairs. */
const MAX_TARGETS = 1000;

/**
 * A gate's report that another run left, which may hold anything: our own words for causes, and a verdict that is derived again.
 * @returns the report, or what is wrong with it; undefined for JSON that is no report of a gate at all
 */
export function reread(value: unknown): { report: GateReport } | { wrong: string } | undefined {
  if ((value as { schema?: unknown } | null)?.schema !== GATE_SCHEMA) return undefined;
  if (hasMoreThan(MAX_VALUES, value)) return { wrong: `it has more than ${MAX_VALUES} values` };
  const read = GateReport.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    return { wrong: `it is no report of a gate ("${issue?.path.join('.')}": ${issue?.message})` };
  }
  const { legs, findings, verdict } = read.data;
  if (legs.length > MAX_LEGS || legs.some(({ targets }) => targets.length > MAX_TARGETS))
    return { wrong: `it has more legs or targets than a plan can have (${MAX_LEGS} legs)` };
  const derived = verdictOfLegs(legs, findings);
  if (derived !== verdict) return { wrong: `it says ${verdict}, its legs and findings say ${derived}` };
  const names = new Set(legs.map(({ name }) => name));
  const report = {
    ...read.data,
    legs: legs.map((leg) => ({ ...shortened(leg), checks: leg.checks.map(shortened) })),
    findings: findings.map((each) => ({ ...named(shortened(each)), legs: each.legs.filter((name) => names.has(name)) })),
  };
  return { report };
}

function named(finding: GateReport['findings'][number]): GateReport['findings'][number] {
  if (finding.link !== 'gate') return catalogued(finding);
  const { edit: _, ...rest } = finding;
  const id = Object.hasOwn(GATE_CAUSES, finding.cause) ? (finding.cause as GateCauseId) : undefined;
  return {
    ...rest,
    consequences: [],
    page: gatePage(id ?? 'what-the-gate-itself-can-say'),
    ...(id ? { title: GATE_CAUSES[id].title } : {}),
  };
}
