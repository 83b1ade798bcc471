import type { GateReport } from '../model/gate.js';
import { chainOver } from './chain.js';
import { LIMIT, VERDICT, withFindings } from './markdown.js';
import { matrixOf } from './matrix.js';
import { picture } from './picture.js';
import { againstBase } from './result.js';
import { markdown, shorten } from './sanitize.js';

const MARK = { pass: '✅', fail: '❌', skipped: '–', error: '⚠️' } as const;
/** Rows of the matrix that are shown: all that GitHub lets a plan have, with two targets each. */
const MAX_ROWS = 512;

/**
 * The gate as a job summary: verdict, matrix, the chain as a picture, each cause once with its fix.
 * @param limit bytes that it may have
 */
export function gateMarkdown(report: GateReport, limit = LIMIT): string {
  const { legs, verdict, commit, policy } = report;
  const passed = legs.filter((leg) => leg.verdict === 'pass').length;
  const about = [
    `${passed} of ${legs.length} legs passed`,
    ...(commit ? [`commit ${commit.slice(0, 12)}`] : []),
    policy.file ? `policy ${policy.file}` : 'built-in policy',
  ];
  const head = [
    `## delve-gate: ${VERDICT[verdict]}`,
    '',
    markdown(shorten(about.join(' · '), 500)),
    '',
    ...table(report, limit / 4),
    '',
    ...unproved(report, limit / 4),
    ...picture(chainOver(report), report.findings.slice(0, 20)),
    ...changes(report),
  ];
  return withFindings(head.join('\n'), report.findings, legs.length, limit);
}

/** Rows, as many as fit into so many bytes. */
function fitting(rows: readonly string[], room: number): string[] {
  let size = 0;
  const over = rows.findIndex((row) => {
    size += Buffer.byteLength(row) + 1;
    return size > room;
  });
  return over < 0 ? [...rows] : rows.slice(0, over);
}

function table(report: GateReport, room: number): string[] {
  const { columns, rows } = matrixOf(report);
  const several = new Set(rows.map(({ go }) => go)).size > 1;
  const made = rows.slice(0, MAX_ROWS).map(({ target, go, cells }) => {
    const name = [target, ...(several ? [go] : [])].map((cell) => markdown(shorten(cell, 100)));
    return `| ${[...name, ...cells.map((cell) => (cell ? MARK[cell.status] : ' '))].join(' | ')} |`;
  });
  const shown = fitting(made, room);
  const left = rows.length - shown.length;
  return [
    `| target |${several ? ' Go |' : ''} ${columns.map((name) => markdown(shorten(name, 40))).join(' | ')} |`,
    `| --- |${several ? ' --- |' : ''}${columns.map(() => ' :---: |').join('')}`,
    ...shown,
    ...(left > 0 ? ['', `+${left} more rows in the report file.`] : []),
  ];
}

/** The legs that did not pass, each with its reason. */
function unproved({ legs }: GateReport, room: number): string[] {
  const failed = legs.filter((leg) => leg.verdict !== 'pass');
  if (failed.length === 0) return [];
  const rows = failed.map(({ name, verdict, reason = '', versions }) =>
    [`${MARK[verdict]} ${name}`, versions?.go?.replace(/^go/, '') ?? '', versions?.dlv ?? '', shorten(reason, 200)]
      .map((cell) => markdown(cell))
      .join(' | '),
  );
  const shown = fitting(
    rows.map((row) => `| ${row} |`),
    room,
  );
  const left = rows.length - shown.length;
  return [
    '| leg | Go | Delve | why it did not pass |',
    '| --- | --- | --- | --- |',
    ...shown,
    ...(left > 0 ? ['', `+${left} more legs in the report file.`] : []),
    '',
  ];
}

function changes(report: GateReport): string[] {
  const text = againstBase(report);
  if (text === undefined) return [];
  const gone = report.fixed?.length ? `: ${report.fixed.map(({ cause }) => cause).join(', ')}` : '';
  return ['', markdown(shorten(`${text}${gone}`, 1000))];
}
