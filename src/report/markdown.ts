import type { CheckResult, Finding, Report } from '../model/report.js';
import { chainOf } from './chain.js';
import { codeBlock, markdown, shorten } from './sanitize.js';
import { duration, passed, phasesOf, saw } from './saw.js';

const STATUS: Record<CheckResult['status'], string> = { pass: '✅ pass', fail: '❌ fail', skipped: '⏭️ skipped', error: '⚠️ error' };
const VERDICT: Record<Report['verdict'], string> = {
  pass: '✅ pass',
  fail: '❌ fail',
  error: '⚠️ error: not everything could be checked',
};
/** GitHub refuses a summary of more than 1 MiB. */
const LIMIT = 900_000;

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
    ...picture(report),
  ];
  let text = parts.join('\n');
  let left = report.findings.length;
  for (const finding of report.findings) {
    const next = `\n${section(finding)}`;
    if (Buffer.byteLength(text) + Buffer.byteLength(next) > LIMIT) break;
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

/** Mermaid draws it; the line below says the same where it does not. */
function picture(report: Report): string[] {
  const links = chainOf(report);
  const nodes = links.map(
    ({ link, state }) => `  ${link}["${link}${state === 'broken' ? ' ✗' : state === 'holds' ? ' ✓' : ''}"]:::${state}`,
  );
  const behind = consequences(report);
  const arrows = `  ${links.map(({ link }) => link).join(' --> ')}`;
  const words = links.map(({ link, state }) => (state === 'broken' ? `**${link} ✗**` : state === 'holds' ? `${link} ✓` : link)).join(' → ');
  return [
    '```mermaid',
    // Close together, so that eleven links on one line can still be read.
    '%%{init: {"flowchart": {"rankSpacing": 12, "padding": 6}}}%%',
    'flowchart LR',
    ...nodes,
    arrows,
    ...behind,
    '  classDef holds fill:#dafbe1,stroke:#1a7f37,color:#116329',
    '  classDef broken fill:#ffebe9,stroke:#cf222e,color:#a40e26,stroke-width:3px',
    '  classDef consequence fill:#fff8c5,stroke:#bf8700,color:#7d4e00,stroke-dasharray:4',
    '  classDef unproved fill:#f6f8fa,stroke:#8c959f,color:#59636e',
    '```',
    '',
    words,
  ];
}

/** What each broken link broke besides. The names are causes of ours. */
function consequences(report: Report): string[] {
  return report.findings
    .filter((finding) => finding.level === 'error')
    .flatMap(({ link, consequences: broken }, at) =>
      broken.map((cause, index) => `  ${link} -.-> c${at}_${index}["${cause}"]:::consequence`),
    );
}

function section(finding: Finding): string {
  const mark = finding.level === 'error' ? '❌' : finding.level === 'warning' ? '⚠️' : 'ℹ️';
  const sure = finding.confidence === 'certain' ? '' : `, ${finding.confidence}`;
  const lines = [
    '',
    `### ${mark} ${finding.cause}`,
    '',
    `${markdown(shorten(finding.title, 300))} (link **${finding.link}**${finding.target ? ` of ${markdown(finding.target)}` : ''}${sure})`,
    '',
    `- **found:** ${markdown(shorten(finding.found, 2000))}`,
    `- **expected:** ${markdown(shorten(finding.expected, 2000))}`,
  ];
  if (finding.location) lines.push(`- **at:** ${markdown(`${finding.location.file}:${finding.location.line}`)}`);
  if (finding.consequences.length > 0) lines.push(`- **breaks:** ${markdown(finding.consequences.join(', '))}`);
  lines.push('- **fix:**', '', codeBlock(shorten(finding.fix.join('\n'), 4000)));
  if (finding.evidence.length > 0) {
    const seen = finding.evidence.map(({ what, value }) => `${shorten(what, 200)}: ${shorten(value, 2000)}`).join('\n');
    lines.push('', '<details><summary>What was seen</summary>', '', codeBlock(seen), '', '</details>');
  }
  lines.push('', finding.page);
  return lines.join('\n');
}
