import type * as z from 'zod';
import type { GateFinding } from '../model/gate.js';
import { type Origin, Report, Unfinished } from '../model/report.js';
import { GATE_SCHEMA, PLAN_SCHEMA, REPORT_SCHEMA, UNFINISHED_SCHEMA } from '../model/seen.js';
import { shorten } from '../report/sanitize.js';
import { gateFinding } from './finding.js';

/** Bytes of one report at most: a hundred times what one takes. */
export const MAX_REPORT = 8 << 20;
/** Findings, and checks, of one report at most. */
const MAX_ROWS = 1000;
/** Values of one report at most: what is wrong with each would be written down before any of it is told. */
const MAX_VALUES = 200_000;

/** A file that was given as a report. */
export interface Given {
  /** As it is shown. */
  file: string;
  bytes: number;
  /** Reads it; only asked for when it is not too large. */
  text: () => string;
}

/** What a file turned out to be: a report, what is left of one, nothing of ours to judge, or a fault. */
export type Accepted =
  | { kind: 'report'; file: string; report: Report & { origin: Origin } }
  | { kind: 'unfinished'; file: string; unfinished: Unfinished }
  | { kind: 'other' }
  | { kind: 'fault'; file: string; fault: GateFinding };

/** Reads a file that may hold anything. */
export function accept({ file, bytes, text }: Given): Accepted {
  const refuse = (id: 'report-cut-off' | 'report-malformed' | 'report-oversized', found: string): Accepted => ({
    kind: 'fault',
    file,
    fault: gateFinding(id, { found: `${file}: ${shorten(found, 500)}` }),
  });
  if (bytes > MAX_REPORT) return refuse('report-oversized', `${bytes} bytes; at most ${MAX_REPORT} are read`);
  let value: unknown;
  let source: string;
  try {
    source = text();
  } catch (error) {
    return refuse('report-malformed', `it cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  try {
    value = JSON.parse(source);
  } catch (error) {
    // A report ends with its closing brace: one that begins as JSON and does not was cut.
    const cut = source.trim() === '' || (/^\s*\{/.test(source) && !/\}\s*$/.test(source));
    return refuse(cut ? 'report-cut-off' : 'report-malformed', source.trim() === '' ? 'it is empty' : (error as Error).message);
  }
  if (hasMoreThan(MAX_VALUES, value)) return refuse('report-oversized', `more than ${MAX_VALUES} values`);
  const schema = (value as { schema?: unknown } | null)?.schema;
  if (schema === PLAN_SCHEMA || schema === GATE_SCHEMA) return { kind: 'other' };
  if (schema === UNFINISHED_SCHEMA) {
    const read = Unfinished.safeParse(value);
    return read.success ? { kind: 'unfinished', file, unfinished: read.data } : refuse('report-malformed', firstIssue(read.error));
  }
  if (schema !== REPORT_SCHEMA) {
    const found = typeof schema === 'string' ? `"${shorten(schema, 100)}"` : schema === undefined ? 'missing' : 'no text';
    return refuse('report-malformed', `its schema is ${found}; expected "${REPORT_SCHEMA}"`);
  }
  const read = Report.safeParse(value);
  if (!read.success) return refuse('report-malformed', firstIssue(read.error));
  const { data } = read;
  for (const what of ['findings', 'checks'] as const)
    if (data[what].length > MAX_ROWS) return refuse('report-oversized', `${data[what].length} ${what}; at most ${MAX_ROWS} are read`);
  if (!data.origin) return refuse('report-malformed', 'it does not say which leg it is of ("origin" is missing)');
  return { kind: 'report', file, report: { ...data, origin: data.origin } };
}

/** Counts without recursion, since nesting can be as deep as the file is long. */
function hasMoreThan(limit: number, value: unknown): boolean {
  const open = [value];
  for (let count = 1; open.length > 0; ) {
    const each = open.pop();
    if (typeof each !== 'object' || each === null) continue;
    const inside = Object.values(each);
    count += inside.length;
    if (count > limit) return true;
    for (const next of inside) open.push(next);
  }
  return false;
}

function firstIssue({ issues }: z.ZodError): string {
  const [first] = issues;
  return `"${first?.path.join('.')}": ${first?.message}`;
}
