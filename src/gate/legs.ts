import type { Cause } from '../causes/cause.js';
import { atLeast, CAUSES, edited, leastLevel, pageOf } from '../causes/index.js';
import type { GateFinding } from '../model/gate.js';
import type { Plan } from '../model/plan.js';
import type { Policy } from '../model/policy.js';
import type { Finding, Level, Origin, Report } from '../model/report.js';
import { RULE_PARTS } from '../model/rule-parts.js';
import { levelOf, levelsHere, rulesOf } from '../policy/in-force.js';
import { waive } from '../policy/waivers.js';
import { circumstancesOf } from '../policy/when.js';
import { relativeTo } from '../report/relative.js';
import { shorten } from '../report/sanitize.js';
import type { Accepted } from './accept.js';
import type { GateCauseId } from './causes.js';
import { gateFinding } from './finding.js';
import type { Leg } from './read.js';
import { traitsOf } from './traits.js';
import { unproved, verdictOf } from './verdict.js';

type Planned = Plan['matrix']['include'][number];
type Reported = Report & { origin: Origin };

/** Characters of one text of a report, and texts in one list of it, at most. */
const LONGEST = 4000;
const MOST = 50;
const KNOWN = new Map(CAUSES.map((cause) => [cause.id, cause]));

/** What reports are judged by. */
export interface Judging {
  policy: Policy;
  /** ISO 8601: waivers expire. */
  today: string;
}

/** A report that says to be of a leg, judged: all that is kept of it. */
interface Candidate {
  file: string;
  leg: Leg;
  faults: GateFinding[];
}

/**
 * Gives each leg of the plan its report, and says what is wrong with the reports. A leg without one report that can be taken is no pass.
 * Each report is let go of before the next is read.
 */
export function collect(plan: Plan, judging: Judging, all: Iterable<Accepted>): { legs: Leg[]; faults: GateFinding[] } {
  const faults: GateFinding[] = [];
  const planned = new Map(plan.matrix.include.map((leg) => [leg.name, leg]));
  const candidates = new Map<string, Candidate[]>(plan.legs.map((name) => [name, []]));
  for (const each of all) {
    if (each.kind === 'fault') faults.push(each.fault);
    if (each.kind !== 'report' && each.kind !== 'unfinished') continue;
    const { leg: name } = each.kind === 'report' ? each.report.origin : each.unfinished.origin;
    const leg = planned.get(name ?? '');
    if (leg) candidates.get(leg.name)?.push(candidate(leg, each, plan, judging));
    else faults.push(gateFinding('leg-unexpected', { found: `${each.file} is of ${name === null ? 'no leg' : `the leg "${name}"`}` }));
  }
  const legs = [...planned.values()].map((leg) => {
    const [first, ...more] = candidates.get(leg.name) ?? [];
    if (first && more.length === 0) {
      faults.push(...first.faults);
      return first.leg;
    }
    const found = first
      ? `${leg.name} is in ${[first, ...more].map(({ file }) => file).join(' and ')}`
      : `no report of ${leg.name} (${leg.targets})`;
    faults.push(gateFinding(first ? 'leg-twice' : 'leg-missing', { found, legs: [leg.name] }));
    return untold(leg, found);
  });
  return { legs, faults };
}

function candidate(planned: Planned, given: Exclude<Accepted, { kind: 'fault' | 'other' }>, plan: Plan, judging: Judging): Candidate {
  const { file } = given;
  const refused = (id: GateCauseId, found: string): Candidate => ({
    file,
    leg: untold(planned, found),
    faults: [gateFinding(id, { found: `${planned.name}: ${found}`, legs: [planned.name] })],
  });
  const foreign = foreignness(given, plan);
  if (foreign) return refused(foreign.id, foreign.found);
  if (given.kind === 'unfinished') return refused('leg-unfinished', given.unfinished.reason);
  const faults: GateFinding[] = [];
  return { file, leg: judged(planned, given.report, judging, faults), faults };
}

function untold(plan: Planned, reason: string): Leg {
  return {
    name: plan.name,
    plan,
    verdict: 'error',
    reason: shorten(reason, LONGEST),
    findings: [],
    waivers: [],
    checks: [],
    versions: null,
    traits: new Map(),
    ms: 0,
  };
}

/** Why a report is not of this run. */
function foreignness(given: Exclude<Accepted, { kind: 'fault' | 'other' }>, plan: Plan): { id: GateCauseId; found: string } | undefined {
  const { origin } = given.kind === 'report' ? given.report : given.unfinished;
  if (origin.commit !== plan.commit) return { id: 'leg-commit', found: `it is of commit ${origin.commit}, judged is ${plan.commit}` };
  if (origin.run !== plan.run) return { id: 'leg-run', found: `it is of run ${origin.run}, this is ${plan.run}` };
  const version = given.kind === 'report' ? given.report.versions['delve-gate'] : given.unfinished.version;
  if (version !== plan.version) return { id: 'leg-version', found: `delve-gate ${version} wrote it, this is ${plan.version}` };
  if (given.kind === 'report' && given.report.policy.sha256 !== plan.policy.sha256)
    return { id: 'leg-policy', found: `its policy has SHA-256 ${given.report.policy.sha256}, that of the plan ${plan.policy.sha256}` };
  return undefined;
}

/** A finding or a check, in texts and lists that can be read. */
export function shortened<T>(value: T): T {
  if (typeof value === 'string') return shorten(value, LONGEST) as T;
  if (Array.isArray(value)) return value.slice(0, MOST).map((each) => shortened(each)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, shortened(each)])) as T;
}

/** A report of this run, judged again. */
function judged(planned: Planned, report: Reported, { policy: whole, today }: Judging, faults: GateFinding[]): Leg {
  const readable = { ...report, findings: report.findings.map(shortened), checks: report.checks.map(shortened) };
  const shown = relativeTo(readable, report.origin.workspace);
  const here = circumstancesOf(report.facts);
  const policy = { ...whole, levels: levelsHere(whole, here) };
  const { findings, used } = waive(
    shown.findings.map((finding) => levelled(unwaived(finding), policy)),
    policy.waivers,
    here,
    today,
  );
  const derived = verdictOf(findings, report.checks, policy);
  const fault = (id: GateCauseId, found: string) => faults.push(gateFinding(id, { found, legs: [planned.name] }));
  const leg = {
    name: planned.name,
    plan: planned,
    findings,
    waivers: used,
    checks: shown.checks,
    versions: shortened(report.versions),
    traits: traitsOf(report),
    ms: report.ms,
  };
  if (derived !== report.verdict)
    fault('verdict-disagrees', `${planned.name} says ${report.verdict}, its checks and findings say ${derived}`);
  if (derived !== 'pass') return { ...leg, verdict: derived, reason: reasonOf(leg, derived) };
  const missing = unproved(report, planned, policy);
  const otherGo = goDiffers(planned.go, report.versions.go);
  if (otherGo) fault('leg-go-differs', `${planned.name}: ${otherGo}`);
  if (missing.length > 0) fault('leg-incomplete', `${planned.name} has nothing of ${missing.join(', ')}`);
  const reason = missing.length > 0 ? `nothing of ${missing.join(', ')}` : otherGo;
  return reason === undefined ? { ...leg, verdict: report.verdict } : { ...leg, verdict: 'error', reason };
}

/** What we say of a cause is said by us: a report may claim anything, its links are not followed, and its edits are made anew. */
export function catalogued<T extends Omit<Finding, 'link'>>({ edit, ...finding }: T): Omit<T, 'edit'> & Pick<Finding, 'edit'> {
  const cause = KNOWN.get(finding.cause);
  return {
    ...finding,
    page: pageOf(cause ? cause.id : 'README'),
    consequences: finding.consequences.filter((each) => KNOWN.has(each)),
    ...(cause ? { title: cause.title, ...edited(cause, edit, edit?.was) } : {}),
  };
}

/** The same with no level below the policy's. */
function levelled(finding: Finding, policy: Policy): Finding {
  const cause = KNOWN.get(finding.cause);
  const made = catalogued(finding);
  return cause ? { ...made, level: atLeast(leastOf(finding, cause, policy), finding.level) } : made;
}

/** What a rule has for its level by the policy goes before what its cause has. */
function leastOf({ rule: id }: Finding, cause: Cause, policy: Policy): Level {
  const asked = rulesOf(policy).flatMap(({ variable, rule }) =>
    RULE_PARTS.filter((part) => id === `env.${variable}.${part}`).flatMap((part) => levelOf(policy.levels, variable, part, rule) ?? []),
  );
  return asked
    .map((level) => (level === 'off' ? 'note' : level))
    .reduce<Level>(
      (least, level) => (atLeast(least, level) === level ? least : level),
      asked.length > 0 ? 'error' : leastLevel(cause, policy),
    );
}

/** As it was before a waiver made a note of it: whether there is one is for the policy to say, and for today. */
function unwaived({ waiver, ...finding }: Finding): Finding {
  if (!waiver) return finding;
  return { ...finding, level: waiver.level, evidence: finding.evidence.filter(({ what }) => what !== 'waiver') };
}

function reasonOf({ findings, checks }: Pick<Leg, 'findings' | 'checks'>, verdict: 'fail' | 'error'): string {
  if (verdict === 'fail') return [...new Set(findings.filter(({ level }) => level === 'error').map(({ cause }) => cause))].join(', ');
  const [open] = (['error', 'skipped', 'fail'] as const).flatMap((state) => checks.filter(({ status }) => status === state));
  return open ? `${open.name}: ${open.reason ?? open.status}` : 'nothing was checked';
}

/** An exact version, or all patch releases of one: 1.26.4, 1.26, 1.26.x. What stable is today nobody here knows. */
function goDiffers(planned: string, seen: string | null): string | undefined {
  const wanted = /^(1\.\d+)(?:\.(\d+|x))?((?:rc|beta)\d+)?$/.exec(planned);
  if (!wanted) return undefined;
  // What builds and vendors add stands behind it: `go1.26.4 X:nodwarf5`.
  const version = seen?.replace(/^go/, '').split(' ')[0] || 'none';
  const [, minor, patch, pre] = wanted;
  const exact = pre !== undefined || (patch !== undefined && patch !== 'x');
  const same = exact
    ? version === planned
    : version === minor || version.startsWith(`${minor}.`) || new RegExp(`^${minor?.replace('.', '\\.')}(rc|beta)\\d+$`).test(version);
  return same ? undefined : `Go ${version}, planned was ${planned}`;
}
