import type { CheckResult, Report, Verdict } from '../model/report.js';
import { chainOf } from './chain.js';
import { pageOfOurs } from './pages.js';
import { picture } from './picture.js';
import { foundOn, resultOf, type ShownFinding } from './result.js';
import { codeBlock, markdown, shorten, shortenBytes } from './sanitize.js';
import { duration, passed, phasesOf, saw } from './saw.js';

const STATUS: Record<CheckResult['status'], string> = { pass: '✅ pass', fail: '❌ fail', skipped: '⏭️ skipped', error: '⚠️ error' };
export const VERDICT: Record<Verdict, string> = {
  pass: '✅ pass',
  fail: '❌ fail',
  error: '⚠️ error: not everything could be checked',
};
/** GitHub refuses a summary of more than 1 MiB. */
export const LIMIT = 900_000;
/** Bytes of the line that counts what was left out. */
const ROOM_FOR_REST = 100;

/** The report as a job summary: verdict, a table of checks, the chain as a picture, each finding with its fix. */
export function toMarkdown(report: Report): string {
  const { versions } = report;
  const line = [
    report.target,
    versions.go ? `Go ${versions.go.replace(/^go/, '')}` : 'no Go',
    versions.dlv ? `Delve ${versions.dlv}` : 'no dlv',
    report.policy.file ? `policy ${report.policy.file}` : 'built-in policy',
  ];
  const parts = [
    `## delve-gate: ${VERDICT[report.verdict]}${report.verdict === 'pass' ? `: ${passed(report)}` : ''}`,
    '',
    markdown(shorten(line.join(' · '), 500)),
    '',
    ...table(report),
    '',
    ...picture(chainOf(report), report.findings),
  ];
  return withFindings(parts.join('\n'), resultOf(report).findings, 0);
}

/**
 * Findings behind the head of a summary, as many as fit.
 * @param legs how many there are, of a gate
 * @param limit bytes of the whole
 */
export function withFindings(head: string, findings: readonly ShownFinding[], legs: number, limit = LIMIT): string {
  const room = limit - ROOM_FOR_REST;
  let text = shortenBytes(head, room);
  let size = Buffer.byteLength(text);
  let left = findings.length;
  for (const finding of findings) {
    // One that is too long is told without what was seen.
    const forms = [finding, { ...finding, evidence: [], apart: [] }].map((each) => `\n${section(each, legs)}`);
    const next = forms.find((form) => size + Buffer.byteLength(form) <= room);
    if (next === undefined) break;
    size += Buffer.byteLength(next);
    text += next;
    left--;
  }
  if (left > 0) text += `\n\n+${left} more findings in the report file.`;
  return `${text}\n`;
}

function table(report: Report): string[] {
  const several = new Set(report.checks.map((check) => check.target)).size > 1;
  const rows = report.checks.map((check) => {
    const name = markdown(shorten(check.subject ? `${check.name} ${check.subject}` : check.name, 120));
    return `| ${several ? `${markdown(check.target)} | ` : ''}${name} | ${STATUS[check.status]} | ${duration(check.ms)} | ${markdown(shorten(detail(report, check), 400))} |`;
  });
  return [
    `| ${several ? 'target | ' : ''}check | status | time | what was seen |`,
    `| ${several ? '--- | ' : ''}--- | --- | ---: | --- |`,
    ...rows,
  ];
}

function detail(report: Report, check: CheckResult): string {
  if (check.status !== 'pass') return check.reason ?? '';
  return check.name === 'guest' ? `${saw(report, check)}: ${phasesOf(check)}` : saw(report, check);
}

function section(finding: ShownFinding, legs: number): string {
  const mark = finding.level === 'error' ? '❌' : finding.level === 'warning' ? '⚠️' : 'ℹ️';
  const sure = finding.confidence === 'certain' ? '' : `, ${finding.confidence}`;
  const lines = [
    '',
    `### ${mark} ${markdown(shorten(finding.cause, 100))}${finding.change === 'new' ? ' (new)' : ''}`,
    '',
    `${markdown(shorten(finding.title, 300))} (${finding.link === 'gate' ? 'the gate itself' : `link **${finding.link}**`}${finding.target ? ` of ${markdown(finding.target)}` : ''}${sure})`,
    '',
    `- **found:** ${markdown(shorten(foundOn(finding, legs), 2000))}`,
    `- **expected:** ${markdown(shorten(finding.expected, 2000))}`,
  ];
  if (finding.location) lines.push(`- **at:** ${markdown(`${finding.location.file}:${finding.location.line}`)}`);
  if (finding.consequences.length > 0) lines.push(`- **breaks:** ${markdown(finding.consequences.join(', '))}`);
  lines.push('- **fix:**', '', codeBlock(shorten(finding.fix.join('\n'), 4000)));
  if (finding.apart.length > 0) {
    const rows = finding.apart.map(({ what, here, elsewhere }) =>
      [what, here.join(', '), elsewhere.join(', ')].map((cell) => markdown(shorten(cell, 200))).join(' | '),
    );
    lines.push(
      '',
      'What only the legs that have it share:',
      '',
      '| fact | there | elsewhere |',
      '| --- | --- | --- |',
      ...rows.map((row) => `| ${row} |`),
    );
  }
  if (finding.evidence.length > 0) {
    const seen = finding.evidence.map(({ what, value }) => `${shorten(what, 200)}: ${shorten(value, 2000)}`).join('\n');
    lines.push('', '<details><summary>What was seen</summary>', '', codeBlock(seen), '', '</details>');
  }
  const page = pageOfOurs(finding.page);
  if (page !== undefined) lines.push('', page);
  return lines.join('\n');
}
