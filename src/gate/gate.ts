import type { GateFinding, GateLeg, GateReport } from '../model/gate.js';
import type { Plan } from '../model/plan.js';
import type { Policy } from '../model/policy.js';
import type { Location, Verdict } from '../model/report.js';
import { GATE_SCHEMA } from '../model/seen.js';
import { accept, type Given } from './accept.js';
import { compare } from './compare.js';
import { gateFinding } from './finding.js';
import { collect } from './legs.js';
import { loosened } from './loosened.js';
import { merge, mergeFaults } from './merge.js';
import { type Needs, witness } from './needs.js';
import type { Leg } from './read.js';

/** What a gate judges. */
export interface GateOptions {
  /** The plan that the legs were started by. */
  plan: Plan;
  /** The plan that this policy makes here and now. */
  expected: Plan;
  policy: Policy;
  /** The policy of the base branch; `unknown` when it could not be read, undefined where there is no base. */
  base: Policy | 'unknown' | undefined;
  /** Where a part of the policy stands. */
  policyAt: (path: readonly (string | number)[]) => Location | undefined;
  reports: Iterable<Given>;
  needs: Needs | undefined;
  /** An earlier gate of the base branch. */
  before: Pick<GateReport, 'findings'> | undefined;
  failOn: 'error' | 'warning' | 'never';
  /** ISO 8601. */
  today: string;
}

const SEVERITY = { error: 0, warning: 1, note: 2 } as const;

/**
 * One verdict from all legs: pass only when every leg of the plan reported, for this commit and policy, and passed.
 * Nothing that a report says of itself is believed: its verdict is derived again.
 */
export function gate(options: GateOptions): Omit<GateReport, 'ms'> {
  const { plan, expected, failOn } = options;
  const before = [...planFaults(plan, expected), ...policyFaults(options)];
  const collected = collect(expected, options, read(options.reports));
  const merged = merge(collected.legs).filter((finding) => !isNeeded(finding, collected.legs, options));
  const failing = (leg: Leg) => leg.verdict !== 'pass' || (failOn === 'warning' && leg.findings.some(({ level }) => level === 'warning'));
  const explained = collected.legs.some(failing) || collected.faults.length > 0;
  // Outside of a workflow there are no jobs to ask.
  const witnessed = options.needs === undefined && expected.run === null ? [] : witness(options.needs, explained, options.policy);
  const all = [...mergeFaults([...before, ...collected.faults, ...witnessed]), ...merged];
  const compared = compare(all.sort(byGravity), options.before);
  return {
    schema: GATE_SCHEMA,
    verdict: verdictOfLegs(collected.legs, compared.findings),
    version: expected.version,
    commit: expected.commit,
    run: expected.run,
    policy: expected.policy,
    legs: collected.legs.map(shown),
    ...compared,
  };
}

/** Whether a waiver that a leg found no use for was needed by another. */
function isNeeded({ cause, location }: GateFinding, legs: readonly Leg[], { policyAt }: GateOptions): boolean {
  if (cause !== 'waiver-unused') return false;
  return legs.some(({ waivers }) => waivers.some((index) => policyAt(['waivers', index])?.line === location?.line));
}

function* read(reports: Iterable<Given>) {
  for (const given of reports) yield accept(given);
}

/** The gravest first; of those the gate's own, then what most legs have. */
function byGravity(a: GateFinding, b: GateFinding): number {
  const own = ({ link }: GateFinding) => (link === 'gate' ? 0 : 1);
  return SEVERITY[a.level] - SEVERITY[b.level] || own(a) - own(b) || b.legs.length - a.legs.length;
}

/** `fail` when something is known to be wrong, `error` when legs could not be checked: neither is a pass. */
export function verdictOfLegs(legs: readonly Pick<Leg, 'verdict'>[], findings: readonly Pick<GateFinding, 'level'>[]): Verdict {
  if (findings.some(({ level }) => level === 'error') || legs.some((leg) => leg.verdict === 'fail')) return 'fail';
  return legs.length > 0 && legs.every((leg) => leg.verdict === 'pass') ? 'pass' : 'error';
}

function shown({ name, plan, verdict: derived, reason, versions, checks, ms }: Leg): GateLeg {
  const { targets, how, go } = plan;
  return {
    name,
    targets,
    how,
    go,
    verdict: derived,
    ...(reason === undefined ? {} : { reason }),
    versions: versions && { go: versions.go, dlv: versions.dlv },
    checks: [...checks],
    ms,
  };
}

function planFaults(plan: Plan, expected: Plan): GateFinding[] {
  const faults: GateFinding[] = [];
  for (const what of ['commit', 'run', 'version'] as const)
    if (plan[what] !== expected[what])
      faults.push(gateFinding('plan-foreign', { found: `the plan's ${what} is ${plan[what]}, here it is ${expected[what]}` }));
  if (plan.policy.sha256 !== expected.policy.sha256)
    faults.push(
      gateFinding('policy-edited', {
        found: `the plan was made by a policy with SHA-256 ${plan.policy.sha256}, here it is ${expected.policy.sha256}`,
      }),
    );
  const difference = differing(plan, expected);
  if (difference && plan.policy.sha256 === expected.policy.sha256) faults.push(gateFinding('plan-edited', { found: difference }));
  return faults;
}

/** What of the expected legs the plan leaves out or changes. */
function differing(plan: Plan, expected: Plan): string | undefined {
  const legsOf = ({ matrix, legs }: Plan) =>
    JSON.stringify([matrix.include.map((leg) => [leg.name, leg.targets, leg['runs-on'], leg.how, leg.go, leg.modes]), legs]);
  if (legsOf(plan) === legsOf(expected)) return undefined;
  const missing = expected.legs.filter((name) => !plan.legs.includes(name) || !plan.matrix.include.some((leg) => leg.name === name));
  return missing.length > 0 ? `the plan leaves out ${missing.join(', ')}` : 'the legs of the plan are not as the policy makes them';
}

function policyFaults({ base, policy, policyAt }: GateOptions): GateFinding[] {
  if (base === undefined) return [];
  if (base === 'unknown')
    return [gateFinding('policy-base-unknown', { found: 'the base commit, or the policy in it, cannot be read here' })];
  // What the base branch says of it holds: a change could turn it off together with what it loosens.
  const level = base.levels['policy-loosened'];
  if (level === 'off') return [];
  return loosened(base, policy).map(({ what, path }) => gateFinding('policy-loosened', { found: what, location: policyAt(path), level }));
}
