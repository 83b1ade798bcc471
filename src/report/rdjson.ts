import type { Level } from '../model/report.js';
import { HOME, type Issue, issuesOf, textAt } from './issue.js';
import type { Result } from './result.js';
import { json, plain } from './sanitize.js';

const SEVERITY: Record<Level, 'ERROR' | 'WARNING' | 'INFO'> = { error: 'ERROR', warning: 'WARNING', note: 'INFO' };

/**
 * The result as reviewdog's rdjson, a DiagnosticResult. https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
 * Ranges are of whole lines: its columns count bytes of UTF-8, ours characters. There are no suggestions: those are changes of text, and
 * what mends a finding is told in words and commands.
 */
export function rdjson(result: Result): string {
  const diagnostics = issuesOf(result).map((issue) => ({
    message: messageOf(issue),
    location: locationOf(issue),
    severity: SEVERITY[issue.finding.level],
    code: { value: issue.cause.replace(/[^\w.-]+/g, '-'), url: issue.page },
  }));
  const severity = result.verdict === 'pass' ? 'INFO' : 'ERROR';
  return `${json({ source: { name: 'delve-gate', url: HOME }, severity, diagnostics })}\n`;
}

/** A whole file has no range. */
function locationOf({ place: { file, line, endLine } }: Issue): object {
  const path = plain(file);
  return line === undefined ? { path } : { path, range: { start: { line }, ...(endLine ? { end: { line: endLine } } : {}) } };
}

/**
 * A comment of a review is Markdown, so words without a mark go before a fence that nothing in it can end. A fence is readable where a
 * message is text, too.
 */
function messageOf(issue: Issue): string {
  const text = textAt(issue);
  const words = issue.title
    .replace(/[^\p{L}\p{N} ,;()'-]|\.(?=\S)/gu, ' ')
    .replace(/ +/g, ' ')
    .trim();
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${words}\n\n${fence}text\n${text}\n${fence}`;
}
