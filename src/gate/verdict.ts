import type { Leg } from '../model/plan.js';
import type { Policy } from '../model/policy.js';
import type { CheckResult, Finding, Report, Verdict } from '../model/report.js';

type Told = Pick<Finding, 'level' | 'cause' | 'target' | 'waiver'>;

/** `error` when something could not be checked and no finding says why. */
export function verdictOf(findings: readonly Told[], checks: readonly CheckResult[], policy: Policy): Verdict {
  if (findings.some((finding) => finding.level === 'error')) return 'fail';
  if (checks.length === 0) return 'error';
  const unproved = checks.filter((check) => check.status !== 'pass' && !isOptional(check, policy));
  return unproved.every((check) => check.status === 'fail' && isTurnedDown(check, findings, policy)) ? 'pass' : 'error';
}

/** Whether the policy turned down, or waives, what says why a check failed. What it turned off is not told at all. */
function isTurnedDown({ target }: CheckResult, findings: readonly Told[], { levels }: Policy): boolean {
  return (
    Object.values(levels).includes('off') ||
    findings.some(
      (finding) =>
        (finding.waiver !== undefined || Object.hasOwn(levels, finding.cause)) &&
        (finding.target === undefined || finding.target === target),
    )
  );
}

function isOptional({ name, status }: CheckResult, { smoke }: Policy): boolean {
  return status === 'skipped' && smoke.optional.some((mode) => name === `smoke/${mode}`);
}

/**
 * What a report should hold of its leg and does not: that go env was looked at, and of each target dlv, each mode of the policy, and in
 * each the program that it names. User-mode emulation starts programs without a dlv.
 */
export function unproved({ checks }: Pick<Report, 'checks'>, { targets, how }: Pick<Leg, 'targets' | 'how'>, { smoke }: Policy): string[] {
  const subject = smoke.binary ?? smoke.package;
  const has = (name: string, target: string, named?: string) =>
    checks.some(
      (check) =>
        check.name === name && check.target === target && (named === undefined || check.subject === named || check.status === 'skipped'),
    );
  const modes = [...new Set(smoke.modes)].map((mode) => `smoke/${mode}`);
  return [
    ...(checks.some(({ name }) => name === 'env') ? [] : ['env']),
    ...targets
      .split(' ')
      .flatMap((target) => [
        ...[...(how === 'user' ? [] : ['dlv']), ...modes].filter((name) => !has(name, target)).map((name) => `${target} ${name}`),
        ...modes.filter((name) => has(name, target) && !has(name, target, subject)).map((name) => `${target} ${name} of ${subject}`),
      ]),
  ];
}
