import type { Facts } from '../model/facts.js';
import type { Report } from '../model/report.js';
import { inWorkspace } from './path.js';

/** The report with paths of the workspace as the repository names them, for pages that are read beside the repository. */
export function relativeTo(report: Report, workspace: string): Report {
  const root = workspace.replace(/[\\/]+$/, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const prefix = new RegExp(`(?<![\\w./\\\\-])${root}[\\\\/]`, 'g');
  const cut = (text: string) => text.replace(prefix, '');
  const named = (file: string) => inWorkspace(file, workspace) ?? file;
  const findings = report.findings.map((finding) => ({
    ...finding,
    found: cut(finding.found),
    expected: cut(finding.expected),
    fix: finding.fix.map(cut),
    ...(finding.location ? { location: { ...finding.location, file: named(finding.location.file) } } : {}),
  }));
  const checks = report.checks.map((check) => (check.reason === undefined ? check : { ...check, reason: cut(check.reason) }));
  const policy = { ...report.policy, file: report.policy.file && named(report.policy.file) };
  return { ...report, policy, findings, checks, facts: { ...report.facts, ...projectIn(report.facts, named) } };
}

/** Of the project's files, the one that a page names. */
function projectIn({ project }: Facts, named: (file: string) => string): Pick<Facts, 'project'> {
  return project?.goMod ? { project: { ...project, goMod: { ...project.goMod, file: named(project.goMod.file) } } } : {};
}
