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
 * A comment of a review is Markdown, so words without a mark go before a fence, which nothing in it ends: each of its lines begins with a
 * word of ours. A fence is readable where a message is text, too.
 */
function messageOf(issue: Issue): string {
  const words = issue.title
    .replace(/[^\p{L}\p{N} ,;()'-]|\.(?=\S)/gu, ' ')
    .replace(/ +/g, ' ')
    .trim();
  return `${words}\n\n\`\`\`text\n${textAt(issue)}\n\`\`\``;
}
