import { CAUSE_IDS } from '../../../src/causes/index.js';
import { planLegs } from '../../../src/commands/plan.js';
import type { Given } from '../../../src/gate/accept.js';
import { type GateOptions, gate } from '../../../src/gate/gate.js';
import type { Plan } from '../../../src/model/plan.js';
import type { CheckResult, Origin, Report } from '../../../src/model/report.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { check, report } from '../report/sample.js';

export const SHA = 'a'.repeat(64);
export const COMMIT = 'c'.repeat(40);
const WHOM = { version: '0.1.0', commit: COMMIT, run: '7', sha256: SHA };
const POLICY = `version: 1
targets: [linux/amd64, linux/arm64, windows/amd64]
smoke: { modes: [exec, attach], optional: [attach] }
`;

/** A gate that passes: what a test changes of it is what it must be refused for. */
export class Scene {
  policy = loadPolicy(POLICY, 'delve-gate.yml', []);
  plan: Plan = planLegs(this.policy, [], WHOM);
  expected: Plan = planLegs(this.policy, [], WHOM);
  files = new Map<string, string>(
    this.plan.matrix.include.map((leg) => [`${leg.name}.json`, JSON.stringify(reportFor(leg.name, leg.targets.split(' ')))]),
  );
  needs: GateOptions['needs'] = new Map([
    ['plan', 'success'],
    ['legs', 'success'],
  ]);
  base: GateOptions['base'] = this.policy.policy;
  before: GateOptions['before'];
  failOn: GateOptions['failOn'] = 'error';

  /** Changes the report of a leg. */
  edit(leg: string, change: (report: Report & { origin: Origin }) => void): void {
    const file = `${leg}.json`;
    const value = JSON.parse(this.files.get(file) as string);
    change(value);
    this.files.set(file, JSON.stringify(value));
  }

  /** Another policy, for all that reads it. */
  replan(text: string): void {
    this.policy = loadPolicy(text, 'delve-gate.yml', CAUSE_IDS);
    this.plan = planLegs(this.policy, [], WHOM);
    this.expected = planLegs(this.policy, [], WHOM);
  }

  judge() {
    return gate({
      plan: this.plan,
      expected: this.expected,
      policy: this.policy.policy,
      base: this.base,
      today: '2026-11-25T12:00:00.000Z',
      policyAt: (path) => ({ file: 'delve-gate.yml', line: this.policy.at(path)?.line ?? 1 }),
      reports: given(this.files),
      needs: this.needs,
      before: this.before,
      failOn: this.failOn,
    });
  }
}

function* given(files: ReadonlyMap<string, string>): Generator<Given> {
  for (const [file, text] of files) yield { file, bytes: Buffer.byteLength(text), text: () => text };
}

/** A report of a leg in which everything passed. */
export function reportFor(leg: string, targets: readonly string[]): Report & { origin: Origin } {
  const names = ['env', 'dlv', 'build', 'smoke/exec', 'smoke/attach'];
  return {
    ...report({
      target: targets.join(', '),
      policy: { file: 'delve-gate.yml', sha256: SHA, base: null },
      checks: targets.flatMap((target) => names.map((name): CheckResult => check({ name, target }))),
    }),
    origin: { leg, commit: COMMIT, run: '7', workspace: '/w' },
  };
}
