import type { GateLeg, GateReport } from '../model/gate.js';
import type { CheckResult } from '../model/report.js';

/** One square of the matrix; undefined where nothing was asked for. */
export type Cell = { status: CheckResult['status']; reason?: string } | undefined;

/** Targets down, what was tried across. */
export interface Matrix {
  columns: string[];
  rows: { target: string; leg: string; go: string; cells: Cell[] }[];
}

const BEFORE = ['env', 'target', 'guest', 'user-mode', 'dlv', 'build'];
const MODES = ['exec', 'debug', 'test', 'attach', 'dap', 'core'];
export const STATUS_MARK: Record<CheckResult['status'], string> = { pass: '✓', fail: '✗', skipped: '–', error: '!' };
const WORST: CheckResult['status'][] = ['fail', 'error', 'skipped', 'pass'];

/** The matrix of a gate: a row for each target of each leg, a column for each part and each mode that some leg tried. A report can name others: they get none. */
export function matrixOf({ legs }: Pick<GateReport, 'legs'>): Matrix {
  const tried = new Set(legs.flatMap((leg) => leg.checks.map(({ name }) => short(name))));
  const columns = [...BEFORE, ...MODES].filter((name) => tried.has(name));
  const rows = legs.flatMap((leg) => targetsOf(leg).map((target) => rowOf(leg, target, columns)));
  return { columns, rows: rows.sort((a, b) => a.target.localeCompare(b.target, 'en')) };
}

function targetsOf({ targets }: GateLeg): string[] {
  return targets.split(' ');
}

function rowOf(leg: GateLeg, target: string, columns: readonly string[]): Matrix['rows'][number] {
  const cells = columns.map((column): Cell => {
    if (leg.checks.length === 0) return { status: 'error', reason: leg.reason ?? 'no report' };
    const checks = leg.checks.filter((check) => check.target === target && short(check.name) === column);
    const worst = WORST.map((status) => checks.find((check) => check.status === status)).find((check) => check !== undefined);
    return worst && { status: worst.status, ...(worst.reason === undefined ? {} : { reason: worst.reason }) };
  });
  return { target, leg: leg.name, go: goOf(leg), cells };
}

/** The Go that was planned, and the one that it came to. */
function goOf({ go, versions }: GateLeg): string {
  const seen = versions?.go?.replace(/^go/, '');
  const planned = go || 'go.mod';
  return seen === undefined || seen === planned ? planned : `${planned} (${seen})`;
}

/** A mode by its name alone. */
function short(check: string): string {
  return check.replace(/^smoke\//, '');
}
