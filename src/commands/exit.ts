import type { GateReport } from '../model/gate.js';
import type { Report } from '../model/report.js';
import type { FailOn } from './arguments.js';

/** Exit codes of the command line. */
export const EXIT = { pass: 0, fail: 1, usage: 2, error: 3 } as const;

/** The exit code of a verdict. `never` lets a failure pass, but not what could not be checked. */
export function exitCode(report: Pick<Report, 'verdict' | 'findings'>, failOn: FailOn): number {
  if (report.verdict === 'error') return EXIT.error;
  if (failOn === 'never') return EXIT.pass;
  if (report.verdict === 'fail') return EXIT.fail;
  return failOn === 'warning' && report.findings.some((finding) => finding.level === 'warning') ? EXIT.fail : EXIT.pass;
}

/** The exit code of a gate. `never` forgives what legs found: not what they could not check, and nothing that the gate itself has against them. */
export function gateExitCode({ verdict, findings, legs }: Pick<GateReport, 'verdict' | 'findings' | 'legs'>, failOn: FailOn): number {
  if (verdict === 'error') return EXIT.error;
  const own = findings.some(({ link, level }) => link === 'gate' && level === 'error');
  if (verdict === 'fail' && (failOn !== 'never' || own)) return EXIT.fail;
  if (verdict === 'fail') return legs.some((leg) => leg.verdict === 'error') ? EXIT.error : EXIT.pass;
  return failOn === 'warning' && findings.some(({ level }) => level === 'warning') ? EXIT.fail : EXIT.pass;
}
