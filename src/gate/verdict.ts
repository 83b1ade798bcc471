import type { Policy } from '../model/policy.js';
import type { CheckResult, Finding, Report, Verdict } from '../model/report.js';

/** `error` when something could not be checked and no finding says why. */
export function verdictOf(findings: readonly Pick<Finding, 'level'>[], checks: readonly CheckResult[], policy: Policy): Verdict {
  if (findings.some((finding) => finding.level === 'error')) return 'fail';
  if (checks.length === 0) return 'error';
  const unproved = checks.filter((check) => check.status !== 'pass' && !isOptional(check, policy));
  // A failed check whose finding the policy turned down to a warning is accepted; one that was not tried, or broke, is not.
  return unproved.some((check) => check.status !== 'fail') ? 'error' : 'pass';
}

function isOptional({ name, status }: CheckResult, { smoke }: Policy): boolean {
  return status === 'skipped' && smoke.optional.some((mode) => name === `smoke/${mode}`);
}

/** What a report should hold of the targets of its leg and does not: each mode of the policy, and the program that it names. */
export function unproved({ checks }: Pick<Report, 'checks'>, targets: readonly string[], { smoke }: Policy): string[] {
  const subject = smoke.binary ?? smoke.package;
  return targets.flatMap((target) => {
    const here = checks.filter((check) => check.target === target);
    if (here.length === 0) return [target];
    const sessions = here.filter(({ name }) => name.startsWith('smoke/'));
    const missing = [...new Set(smoke.modes)].filter((mode) => !sessions.some(({ name }) => name === `smoke/${mode}`));
    const alone =
      subject !== undefined && sessions.length > 0 && !sessions.some((check) => check.subject === subject || check.status === 'skipped');
    return [...missing.map((mode) => `${target} smoke/${mode}`), ...(alone ? [`${target} ${subject}`] : [])];
  });
}
