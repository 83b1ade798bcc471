import type { Plan } from '../model/plan.js';
import type { CheckResult, Finding, Report, Verdict } from '../model/report.js';

/** A leg of the plan, with what it reported. */
export interface Leg {
  name: string;
  plan: Plan['matrix']['include'][number];
  /** Derived; `error` when there is nothing to derive it from. */
  verdict: Verdict;
  reason?: string;
  findings: readonly Finding[];
  /** Which waivers of the policy it needed, by their index. */
  waivers: readonly number[];
  checks: readonly CheckResult[];
  versions: Report['versions'] | null;
  traits: ReadonlyMap<string, string>;
  ms: number;
}
