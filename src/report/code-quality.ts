import type { Level } from '../model/report.js';
import { issuesOf, textAt } from './issue.js';
import type { Result } from './result.js';
import { json, plain } from './sanitize.js';

/** GitLab has five: `blocker` is nobody's, since the verdict blocks and not the list; `minor` is for what can be left as it is, `info` here. */
const SEVERITY: Record<Level, string> = { error: 'critical', warning: 'major', note: 'info' };

/** The result as GitLab's code quality report: a part of Code Climate's format. https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export function codeQuality(result: Result): string {
  const entries = issuesOf(result).map((issue) => ({
    description: `${issue.title}. ${textAt(issue).replace(/\n */g, ' · ')}`,
    check_name: issue.cause,
    fingerprint: issue.fingerprint,
    severity: SEVERITY[issue.finding.level],
    location: { path: plain(issue.place.file), lines: { begin: issue.place.line ?? 1 } },
  }));
  return `${json(entries)}\n`;
}
