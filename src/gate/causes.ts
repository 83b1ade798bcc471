import type { Level } from '../model/report.js';

/** What can be wrong with a gate beside what its legs found: each is a way in which it would have passed without a proof. */
interface GateCause {
  title: string;
  expected: string;
  fix: readonly string[];
  level?: Level;
}

const UPLOAD = "upload each leg's report with if: always(), and download all of them before the gate: docs/gate.md has the workflow";
const ONE_PLAN = 'let plan, legs and gate be jobs of one workflow run, with the same version of delve-gate';

export const GATE_CAUSES = {
  'plan-missing': {
    title: 'There is no plan, so nobody knows which legs must report',
    expected: 'the output `plan` of the plan job',
    fix: ['give the gate the plan: plan: ${{ needs.plan.outputs.plan }}, and let it need the job'],
  },
  'plan-edited': {
    title: 'The plan is not the one that the policy makes',
    expected: 'the legs that the policy asks for',
    fix: ['hand the plan on as it is; change targets, runners or go.versions in the policy'],
  },
  'plan-foreign': { title: 'The plan is of another run', expected: 'a plan of this run', fix: [ONE_PLAN] },
  'policy-edited': {
    title: 'The policy is not the one that was planned by',
    expected: 'one policy from the plan to the gate',
    fix: ['check out the same commit in every job, and change the policy in none of them'],
  },
  'policy-loosened': {
    title: 'This change asks for less than the base branch does',
    expected: "a policy as strict as the base branch's",
    fix: ['put back what was taken away, or have the owners of the policy merge the change of the policy by itself'],
  },
  'policy-base-unknown': {
    title: 'The policy of the base branch cannot be read, so nobody knows whether this change loosens it',
    expected: 'the policy at the base commit',
    fix: [
      'check out with fetch-depth: 2, or 0 where a merge queue rebases',
      'or give the gate base: none, when the policy is guarded otherwise',
    ],
  },
  'leg-missing': {
    title: 'A leg did not report',
    expected: 'a report of every leg of the plan',
    fix: ['look at the log of that job: it was not started, or ended before delve-gate', UPLOAD],
  },
  'leg-unfinished': {
    title: 'A leg was cut off before it came to a verdict',
    expected: 'a report of a check that came to its end',
    fix: ['look at the log of that job; give it more time (timeout-minutes) when it ran out of it'],
  },
  'leg-twice': {
    title: 'A leg reported twice',
    expected: 'one report of each leg',
    fix: ['upload with overwrite: true, and each leg under a name of its own'],
  },
  'leg-unexpected': {
    title: 'A report is of no leg of the plan',
    expected: 'reports of the legs of the plan',
    fix: ['give each leg its name: leg: ${{ matrix.name }}', 'download reports of this run only'],
  },
  'leg-commit': {
    title: 'A report is of another commit',
    expected: 'a report of the commit that is judged',
    fix: [ONE_PLAN, 'download reports of this run only'],
  },
  'leg-run': { title: 'A report is of another workflow run', expected: 'a report of this run', fix: ['download reports of this run only'] },
  'leg-policy': {
    title: 'A leg was judged by another policy',
    expected: 'the policy of the plan',
    fix: ['give plan, legs and gate the same policy, and change it in no job'],
  },
  'leg-version': { title: 'A leg was checked by another delve-gate', expected: 'one version in all jobs', fix: [ONE_PLAN] },
  'leg-go-differs': {
    title: 'A leg ran another Go than the plan says',
    expected: 'the Go version of the plan',
    fix: ['setup-go takes it from the matrix: go-version: ${{ matrix.go }}'],
  },
  'leg-incomplete': {
    title: 'A leg did not prove all that the policy asks for',
    expected: 'each target in each mode of the policy',
    fix: ['give the leg its targets: targets: ${{ matrix.targets }}, and no input only'],
  },
  'verdict-disagrees': {
    title: "A report's verdict is not what its checks and findings say",
    expected: 'a report as delve-gate wrote it',
    fix: ['change no report; set levels in the policy'],
  },
  'report-cut-off': {
    title: 'A report ends in its middle',
    expected: 'a whole report',
    fix: ['look whether the disk of that runner was full, or the job was cancelled'],
  },
  'report-malformed': {
    title: 'A file among the reports is none',
    expected: 'a report as its schema says',
    fix: ['give the gate a folder with the downloaded reports alone'],
  },
  'report-oversized': {
    title: 'A report is too large to be read',
    expected: 'a report within the limits',
    fix: ['run the leg by itself and look at what its report holds'],
  },
  'job-failed': {
    title: 'A job failed although no report says why',
    expected: 'a job that ends as its report says',
    fix: ['look at the log of that job: a step beside delve-gate failed, or its report was changed'],
  },
  'job-not-run': {
    title: 'A job of the gate was skipped or cancelled',
    expected: 'jobs that ran to their end',
    fix: ['look at the conditions of that job (if:), and run it again'],
  },
  'needs-not-given': {
    title: 'The gate was not told how its jobs ended',
    expected: 'the second witness',
    fix: ['give the gate needs: ${{ toJSON(needs) }}'],
    level: 'note',
  },
} as const satisfies Record<string, GateCause>;

export type GateCauseId = keyof typeof GATE_CAUSES;
/** Those whose level a policy may set: the others are never accepted. */
export const SETTABLE = ['policy-loosened', 'needs-not-given'] as const satisfies readonly GateCauseId[];

/** Where what a gate says is explained. */
export function gatePage(id: string): string {
  return `https://github.com/delve-gate/delve-gate/blob/main/docs/gate.md#${id}`;
}
