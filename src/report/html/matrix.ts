import type { CheckResult } from '../../model/report.js';
import { type Cell, type Matrix, STATUS_MARK } from '../matrix.js';
import { shorten } from '../sanitize.js';
import { html, type Markup } from './markup.js';
import type { View } from './view.js';

/** All that GitHub lets a plan have, with two targets each. */
const MAX_ROWS = 512;
/** Different reasons that are told of a row. */
const MAX_REASONS = 4;
/** With more rows than this the table scrolls by itself, under its heading. */
export const TALL = 24;
const WORDS: Record<CheckResult['status'], string> = { pass: 'pass', fail: 'fail', skipped: 'skipped', error: 'could not check' };

/** Targets down, what was tried across; below a row why not all of it passed. */
export function matrixSection({ matrix, kind }: View): Markup | false {
  if (!matrix || matrix.rows.length === 0) return false;
  const { columns, rows } = matrix;
  const left = rows.length - MAX_ROWS;
  const marks = Object.entries(STATUS_MARK).map(
    ([status, mark]) => html`<span><b>${mark}</b> ${WORDS[status as CheckResult['status']]}</span>`,
  );
  return html`<section aria-labelledby="matrix"><h2 id="matrix">What was proved</h2>
<p class="hint legend">${marks}</p>
<div class="scroll${rows.length > TALL && ' tall'}" role="region" aria-labelledby="matrix-of" tabindex="0"><table class="matrix"><caption id="matrix-of">${kind === 'gate' ? 'Each target of each leg, and what was tried there' : 'Each target, and what was tried there'}</caption>
<thead><tr><th scope="col">Target</th>${columns.map((name) => html`<th scope="col">${shorten(name, 24)}</th>`)}</tr></thead>
<tbody>${rows.slice(0, MAX_ROWS).map((row) => rowOf(row, columns, kind))}</tbody></table></div>${left > 0 && html`<p class="more">+${left} more rows in the report file.</p>`}</section>`;
}

function rowOf({ target, leg, go, cells }: Matrix['rows'][number], columns: readonly string[], kind: View['kind']): Markup {
  const where = kind === 'gate' && html`<span class="sub">${shorten(leg, 100)} · Go ${shorten(go, 40)}</span>`;
  return html`<tr><th scope="row">${shorten(target, 100)}${where}</th>${cells.map(cellOf)}</tr>${why(target, cells, columns)}`;
}

function cellOf(cell: Cell): Markup {
  if (!cell) return html`<td class="none"><span role="img" aria-label="not asked for"></span></td>`;
  return html`<td class="${cell.status}"><span role="img" aria-label="${WORDS[cell.status]}">${STATUS_MARK[cell.status]}</span></td>`;
}

/** What did not pass for one reason is told together. */
function why(target: string, cells: readonly Cell[], columns: readonly string[]): Markup | false {
  const reasons = new Map<string, string[]>();
  for (const [at, cell] of cells.entries()) {
    if (!cell || cell.status === 'pass') continue;
    const reason = cell.reason ?? WORDS[cell.status];
    reasons.set(reason, [...(reasons.get(reason) ?? []), shorten(columns[at] ?? '', 24)]);
  }
  if (reasons.size === 0) return false;
  const items = [...reasons]
    .slice(0, MAX_REASONS)
    .map(([reason, names]) => html`<li><b>${names.join(', ')}:</b> ${shorten(reason, 200)}</li>`);
  const left = reasons.size - items.length;
  return html`<tr class="why"><td colspan="${columns.length + 1}"><span class="unseen">${shorten(target, 100)}:</span><ul>${items}${left > 0 && html`<li>+${left} more</li>`}</ul></td></tr>`;
}
