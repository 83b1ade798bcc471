import type { Report } from '../model/report.js';
import { inWorkspace } from './annotations.js';

/** The report with paths of the workspace as the repository names them, for pages that are read beside the repository. */
export function relativeTo(report: Report, workspace: string): Report {
  const root = workspace.replace(/[\\/]+$/, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const prefix = new RegExp(`(?<![\\w./\\\\-])${root}[\\\\/]`, 'g');
  const cut = (text: string) => text.replace(prefix, '');
  const findings = report.findings.map((finding) => ({
    ...finding,
    found: cut(finding.found),
    expected: cut(finding.expected),
    fix: finding.fix.map(cut),
    ...(finding.location
      ? { location: { ...finding.location, file: inWorkspace(finding.location.file, workspace) ?? finding.location.file } }
      : {}),
  }));
  const checks = report.checks.map((check) => (check.reason === undefined ? check : { ...check, reason: cut(check.reason) }));
  return { ...report, findings, checks };
}
