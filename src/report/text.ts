import pc from 'picocolors';
import type { CheckResult, Level, Report } from '../model/report.js';
import { chainOf } from './chain.js';
import { STATUS_MARK } from './matrix.js';
import { foundOn, resultOf, type ShownFinding } from './result.js';
import { plain, shorten } from './sanitize.js';
import { duration, passed, phasesOf, saw } from './saw.js';

export type Colours = ReturnType<typeof pc.createColors>;

export interface TextOptions {
  colour: boolean;
  /** Columns that the page may take. */
  width: number;
}

/** The report as a page for a terminal. */
export function toText(report: Report, { colour, width }: TextOptions): string {
  const c = pc.createColors(colour);
  const parts = [...heading(report, c, width), '', ...checks(report, c, width), '', ...chain(chainOf(report), c, width)];
  for (const finding of resultOf(report).findings) parts.push('', ...describe(finding, 0, c, width));
  parts.push('', verdict(report, c), '');
  return parts.join('\n');
}

function heading(report: Report, c: Colours, width: number): string[] {
  const { versions } = report;
  const facts = [
    report.target,
    versions.go ? `Go ${versions.go.replace(/^go/, '')}` : 'no Go',
    versions.dlv ? `Delve ${versions.dlv}` : undefined,
    report.policy.file ? `policy ${report.policy.file}` : 'built-in policy',
  ];
  const [first = '', ...more] = wrap(plain(facts.filter(Boolean).join(' · ')), ' '.repeat(12), width);
  return [`${c.bold('delve-gate')}  ${c.dim(first.trimStart())}`, ...more.map(c.dim)];
}

function checks(report: Report, c: Colours, width: number): string[] {
  const rows = report.checks.map((check) => ({ check, label: plain(check.subject ? `${check.name}  ${check.subject}` : check.name) }));
  const several = new Set(report.checks.map((check) => check.target)).size > 1;
  let target = '';
  const column = Math.min(40, width - 36, Math.max(...rows.map((row) => row.label.length), 8));
  return rows.flatMap(({ check, label }) => {
    const heading = several && check.target !== target ? [`${target === '' ? '' : '\n'}  ${c.bold(plain(check.target))}`] : [];
    target = check.target;
    const paint = painter(c, check.status);
    const detail = check.status === 'pass' ? saw(report, check) : (check.reason ?? '');
    const time = duration(check.ms);
    const room = Math.max(8, width - column - 16);
    const name = shorten(label, column);
    const row = `  ${paint(STATUS_MARK[check.status])} ${paint(name)}${' '.repeat(column - name.length)}  ${c.dim(time.padStart(8))}  ${c.dim(shorten(plain(detail), room))}`;
    const parts = check.name === 'guest' ? wrap(plain(phasesOf(check)), '      ', width).map((line) => c.dim(line)) : [];
    return [...heading, row.trimEnd(), ...parts.filter((line) => line.trim() !== '')];
  });
}

export function painter(c: Colours, status: CheckResult['status']): (text: string) => string {
  return status === 'pass' ? c.green : status === 'skipped' ? c.yellow : c.red;
}

/** The chain on as many lines as it takes. */
export function chain(links: ReturnType<typeof chainOf>, c: Colours, width: number): string[] {
  const paint = { holds: c.green, broken: (text: string) => c.bold(c.red(text)), unproved: c.dim };
  const lines: string[] = [];
  let room = 0;
  for (const { link, state } of links) {
    const word = state === 'broken' ? `✗${link}` : link;
    const starts = room < word.length + ARROW.length;
    if (starts) room = width - 2;
    const before = lines.length === 0 ? '  ' : c.dim(starts ? `  ${ARROW.trimStart()}` : ARROW);
    if (starts) lines.push('');
    lines[lines.length - 1] += before + paint[state](word);
    room -= word.length + ARROW.length;
  }
  return lines;
}

const ARROW = ' → ';
export const LEVEL_MARK: Record<Level, string> = { error: '✗', warning: '▲', note: '·' };

/** @param legs how many legs there are, of a gate */
export function describe(finding: ShownFinding, legs: number, c: Colours, width: number): string[] {
  const paint = finding.level === 'error' ? c.red : finding.level === 'warning' ? c.yellow : c.cyan;
  const lines = [
    `${paint(`${LEVEL_MARK[finding.level]} ${shorten(plain(finding.cause), 80)}`)}  ${c.dim(plain([finding.level, ...(finding.link === 'gate' ? [] : [`link ${finding.link}`]), ...(finding.target ? [finding.target] : []), ...(finding.change ? [finding.change] : [])].join(' · ')))}`,
    ...wrap(plain(finding.title), '    ', width).map(c.bold),
  ];
  const row = (name: string, text: string, style: (line: string) => string = (line) => line) => {
    const wrapped = wrap(plain(text), ' '.repeat(14), width).map((line) => line.slice(14));
    wrapped.forEach((line, at) => {
      lines.push(`    ${c.dim((at === 0 ? name : '').padEnd(10))}${style(line)}`);
    });
  };
  row('found', foundOn(finding, legs));
  row('expected', finding.expected);
  finding.fix.forEach((fix, at) => {
    row(at === 0 ? 'fix' : '', fix, c.cyan);
  });
  if (finding.location)
    row('at', `${finding.location.file}:${finding.location.line}${finding.location.column ? `:${finding.location.column}` : ''}`);
  if (finding.consequences.length > 0) row('breaks', finding.consequences.join(', '));
  for (const { what, value } of finding.evidence) row('seen', `${what}: ${shorten(value.split('\n').slice(0, 4).join(' ⏎ '), 400)}`, c.dim);
  for (const { what, here, elsewhere } of finding.apart)
    row('differs', `${what}: ${shorten(here.join(', '), 200)}; elsewhere ${shorten(elsewhere.join(', '), 200)}`, c.dim);
  if (finding.link === 'gate') row('more', finding.page, c.dim);
  else row('more', `delve-gate explain ${finding.cause}`, c.dim);
  return lines;
}

/** Text in lines, none of which begins as a workflow command: GitHub's runner reads those behind spaces too. */
export function wrap(text: string, indent: string, width: number): string[] {
  const room = Math.max(20, width - indent.length);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((each) => pieces(each, room))) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(indent + inert(line));
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(indent + inert(line));
  return lines;
}

/** As wide as it was; `::1` is no command. */
export function inert(line: string): string {
  return line.replace(/^( *)::(?=[a-z])/i, '$1:.');
}

function pieces(word: string, room: number): string[] {
  const result: string[] = [];
  for (let at = 0; at < word.length || at === 0; at += room) result.push(word.slice(at, at + room));
  return result;
}

function verdict(report: Report, c: Colours): string {
  const seconds = `${(report.ms / 1000).toFixed(2)} s`;
  if (report.verdict === 'pass') return c.green(`${c.bold('pass')}: ${passed(report)}`) + c.dim(`  (${seconds})`);
  if (report.verdict === 'error')
    return c.red(`${c.bold('error')}: not everything that the policy asks for could be checked`) + c.dim(`  (${seconds})`);
  const [first] = report.findings;
  return c.red(`${c.bold('fail')}: the link "${first?.link}" is broken (${first?.cause})`) + c.dim(`  (${seconds})`);
}
