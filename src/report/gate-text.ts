import pc from 'picocolors';
import type { GateReport } from '../model/gate.js';
import { chainOver } from './chain.js';
import { type Matrix, matrixOf, STATUS_MARK } from './matrix.js';
import { plain, shorten } from './sanitize.js';
import { type Colours, chain, describe, painter, type TextOptions, wrap } from './text.js';

/** The gate as a page for a terminal: the legs, the matrix, the chain, what was found. */
export function gateText(report: GateReport, { colour, width }: TextOptions): string {
  const c = pc.createColors(colour);
  const parts = [
    ...heading(report, c, width),
    '',
    ...matrix(matrixOf(report), c, width),
    ...reasons(report, c, width),
    '',
    ...chain(chainOver(report), c, width),
  ];
  for (const finding of report.findings) parts.push('', ...describe(finding, report.legs.length, c, width));
  if (report.fixed?.length)
    parts.push(
      '',
      ...wrap(`fixed since the base branch: ${report.fixed.map(({ cause }) => plain(cause)).join(', ')}`, '  ', width).map(c.green),
    );
  parts.push('', verdict(report, c), '');
  return parts.join('\n');
}

function heading({ legs, commit, policy }: GateReport, c: Colours, width: number): string[] {
  const facts = [
    `gate over ${legs.length} leg${legs.length === 1 ? '' : 's'}`,
    commit ? `commit ${commit.slice(0, 12)}` : undefined,
    policy.file ? `policy ${policy.file}` : 'built-in policy',
  ];
  const [first = '', ...more] = wrap(plain(facts.filter(Boolean).join(' · ')), ' '.repeat(12), width);
  return [`${c.bold('delve-gate')}  ${c.dim(first.trimStart())}`, ...more.map(c.dim)];
}

function matrix({ columns, rows }: Matrix, c: Colours, width: number): string[] {
  const several = new Set(rows.map(({ go }) => go)).size > 1;
  const labels = rows.map(({ target, go }) => plain(several ? `${target}  ${go}` : target));
  const cell = Math.max(3, Math.min(9, ...[Math.floor((width - 40) / Math.max(1, columns.length))]));
  const column = Math.min(width - 2 - columns.length * cell, Math.max(8, ...labels.map((label) => label.length)) + 2);
  const head = c.dim(`  ${' '.repeat(column)}${columns.map((name) => shorten(plain(name), cell - 1).padEnd(cell)).join('')}`);
  const lines = rows.map(({ cells }, at) => {
    const marks = cells.map((each) => (each ? painter(c, each.status)(STATUS_MARK[each.status].padEnd(cell)) : ' '.repeat(cell)));
    return `  ${shorten(labels[at] ?? '', column - 1).padEnd(column)}${marks.join('')}`.trimEnd();
  });
  return [head.trimEnd(), ...lines];
}

/** Why legs did not pass, one line each. */
function reasons({ legs }: GateReport, c: Colours, width: number): string[] {
  const failed = legs.filter((leg) => leg.verdict !== 'pass');
  if (failed.length === 0) return [];
  const column = Math.min(40, Math.max(...failed.map(({ name }) => name.length)));
  return [
    '',
    ...failed.map(
      ({ name, reason = '' }) =>
        `  ${c.red(`✗ ${shorten(name, column).padEnd(column)}`)}  ${c.dim(shorten(plain(reason), width - column - 6))}`,
    ),
  ];
}

function verdict({ verdict: state, legs, findings, ms }: GateReport, c: Colours): string {
  const passed = legs.filter((leg) => leg.verdict === 'pass').length;
  const time = c.dim(`  (${(ms / 1000).toFixed(2)} s)`);
  if (state === 'pass') return c.green(`${c.bold('pass')}: every leg reported and passed`) + time;
  const first = findings.find(({ level }) => level === 'error');
  return c.red(`${c.bold(state)}: ${passed} of ${legs.length} legs passed${first ? ` (${plain(first.cause)})` : ''}`) + time;
}

/** "3 of 4 legs passed (leg-missing)" */
export function toldShortly({ legs, findings }: Pick<GateReport, 'legs' | 'findings'>): string {
  const passed = legs.filter(({ verdict }) => verdict === 'pass').length;
  const [first] = findings;
  return plain(`${passed} of ${legs.length} legs passed${first && first.level !== 'note' ? ` (${first.cause})` : ''}`);
}
