import pc from 'picocolors';
import type { CheckResult, Finding, Level, Report } from '../model/report.js';
import { chainOf } from './chain.js';
import { plain, shorten } from './sanitize.js';

type Colours = ReturnType<typeof pc.createColors>;

export interface TextOptions {
  colour: boolean;
  /** Columns that the page may take. */
  width: number;
}

const MARK: Record<CheckResult['status'], string> = { pass: '✓', fail: '✗', skipped: '–', error: '!' };

/** The report as a page for a terminal. */
export function toText(report: Report, { colour, width }: TextOptions): string {
  const c = pc.createColors(colour);
  const parts = [heading(report, c), '', ...checks(report, c, width), '', `  ${chain(report, c)}`];
  for (const finding of report.findings) parts.push('', ...describe(finding, c, width));
  parts.push('', verdict(report, c), '');
  return parts.join('\n');
}

function heading(report: Report, c: Colours): string {
  const { versions } = report;
  const facts = [
    report.target,
    versions.go ? `Go ${versions.go.replace(/^go/, '')}` : 'no Go',
    versions.dlv ? `Delve ${versions.dlv}` : undefined,
    report.policy.file ? `policy ${plain(report.policy.file)}` : 'built-in policy',
  ];
  return `${c.bold('delve-gate')}  ${c.dim(facts.filter(Boolean).join(' · '))}`;
}

function checks(report: Report, c: Colours, width: number): string[] {
  const rows = report.checks.map((check) => ({ check, label: plain(check.subject ? `${check.name}  ${check.subject}` : check.name) }));
  const column = Math.min(46, Math.max(...rows.map((row) => row.label.length), 8));
  return rows.map(({ check, label }) => {
    const paint = painter(c, check.status);
    const detail = check.status === 'pass' ? passed(report, check) : (check.reason ?? '');
    const time = check.ms > 0 ? `${Math.round(check.ms)} ms` : '';
    const room = width - column - 16;
    const name = shorten(label, column);
    return `  ${paint(MARK[check.status])} ${paint(name)}${' '.repeat(column - name.length)}  ${c.dim(time.padStart(8))}  ${c.dim(shorten(plain(detail), room))}`.trimEnd();
  });
}

/** What a passed check saw, in a few words. */
function passed(report: Report, check: CheckResult): string {
  const { facts } = report;
  if (check.name === 'dlv') return facts.dlv?.chosen ? `${facts.dlv.chosen.version} from ${fromWhere(facts.dlv.chosen.from)}, proved` : '';
  if (check.name === 'env') return 'nothing that breaks a debug build';
  const session = facts.sessions.find((each) => `smoke/${each.mode}` === check.name && each.subject === check.subject);
  if (!session) return '';
  const count = Object.keys(session.observed.locals ?? {}).length;
  return `stopped in ${session.observed.function}, line ${session.observed.line}; ${count} variable${count === 1 ? '' : 's'} read`;
}

function fromWhere(from: string | null): string {
  return from === 'cache' ? 'the tool cache' : from === 'path' ? 'PATH' : 'go install';
}

function painter(c: Colours, status: CheckResult['status']): (text: string) => string {
  return status === 'pass' ? c.green : status === 'skipped' ? c.yellow : c.red;
}

function chain(report: Report, c: Colours): string {
  const paint = { holds: c.green, broken: (text: string) => c.bold(c.red(`✗${text}`)), unproved: c.dim };
  return chainOf(report)
    .map(({ link, state }) => paint[state](link))
    .join(c.dim(' → '));
}

const LEVEL_MARK: Record<Level, string> = { error: '✗', warning: '▲', note: '·' };

function describe(finding: Finding, c: Colours, width: number): string[] {
  const paint = finding.level === 'error' ? c.red : finding.level === 'warning' ? c.yellow : c.cyan;
  const lines = [
    `${paint(`${LEVEL_MARK[finding.level]} ${finding.cause}`)}  ${c.dim(`${finding.level} · link ${finding.link}`)}`,
    ...wrap(c.bold(finding.title), '    ', width),
  ];
  const row = (name: string, text: string, style: (line: string) => string = (line) => line) => {
    const wrapped = wrap(plain(text), ' '.repeat(14), width).map((line) => line.slice(14));
    wrapped.forEach((line, at) => {
      lines.push(`    ${c.dim((at === 0 ? name : '').padEnd(10))}${style(line)}`);
    });
  };
  row('found', finding.found);
  row('expected', finding.expected);
  finding.fix.forEach((fix, at) => {
    row(at === 0 ? 'fix' : '', fix, c.cyan);
  });
  if (finding.location)
    row('at', `${finding.location.file}:${finding.location.line}${finding.location.column ? `:${finding.location.column}` : ''}`);
  if (finding.consequences.length > 0) row('breaks', finding.consequences.join(', '));
  for (const { what, value } of finding.evidence) row('seen', `${what}: ${shorten(value.split('\n').slice(0, 4).join(' ⏎ '), 400)}`, c.dim);
  return lines;
}

function wrap(text: string, indent: string, width: number): string[] {
  const room = Math.max(20, width - indent.length);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((each) => pieces(each, room))) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(indent + line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(indent + line);
  return lines;
}

function pieces(word: string, room: number): string[] {
  const result: string[] = [];
  for (let at = 0; at < word.length || at === 0; at += room) result.push(word.slice(at, at + room));
  return result;
}

function verdict(report: Report, c: Colours): string {
  const seconds = `${(report.ms / 1000).toFixed(2)} s`;
  if (report.verdict === 'pass') return c.green(`${c.bold('pass')}: a person can debug here`) + c.dim(`  (${seconds})`);
  if (report.verdict === 'error')
    return c.red(`${c.bold('error')}: not everything that the policy asks for could be checked`) + c.dim(`  (${seconds})`);
  const [first] = report.findings;
  return c.red(`${c.bold('fail')}: the link "${first?.link}" is broken (${first?.cause})`) + c.dim(`  (${seconds})`);
}
