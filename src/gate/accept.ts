import type * as z from 'zod';
import type { GateFinding } from '../model/gate.js';
import { type Origin, Report, Unfinished } from '../model/report.js';
import { GATE_SCHEMA, PLAN_SCHEMA, REPORT_SCHEMA, UNFINISHED_SCHEMA } from '../model/seen.js';
import { gateFinding } from './finding.js';

/** Bytes of one report at most: a hundred times what one takes. */
export const MAX_REPORT = 8 << 20;
/** Findings of one report at most. */
const MAX_FINDINGS = 5000;

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
    fault: gateFinding(id, { found: `${file}: ${found}` }),
  });
  if (bytes > MAX_REPORT) return refuse('report-oversized', `${bytes} bytes; at most ${MAX_REPORT} are read`);
  let value: unknown;
  const source = text();
  try {
    value = JSON.parse(source);
  } catch (error) {
    // A report ends with its closing brace: one that begins as JSON and does not was cut.
    const cut = source.trim() === '' || (/^\s*\{/.test(source) && !/\}\s*$/.test(source));
    return refuse(cut ? 'report-cut-off' : 'report-malformed', source.trim() === '' ? 'it is empty' : (error as Error).message);
  }
  const schema = (value as { schema?: unknown } | null)?.schema;
  if (schema === PLAN_SCHEMA || schema === GATE_SCHEMA) return { kind: 'other' };
  if (schema === UNFINISHED_SCHEMA) {
    const read = Unfinished.safeParse(value);
    return read.success ? { kind: 'unfinished', file, unfinished: read.data } : refuse('report-malformed', firstIssue(read.error));
  }
  if (schema !== REPORT_SCHEMA)
    return refuse('report-malformed', `its schema is ${JSON.stringify(schema) ?? 'missing'}; expected "${REPORT_SCHEMA}"`);
  const read = Report.safeParse(value);
  if (!read.success) return refuse('report-malformed', firstIssue(read.error));
  const { data } = read;
  if (data.findings.length > MAX_FINDINGS)
    return refuse('report-oversized', `${data.findings.length} findings; at most ${MAX_FINDINGS} are read`);
  if (!data.origin) return refuse('report-malformed', 'it does not say which leg it is of ("origin" is missing)');
  return { kind: 'report', file, report: { ...data, origin: data.origin } };
}

function firstIssue({ issues }: z.ZodError): string {
  const [first] = issues;
  return `"${first?.path.join('.')}": ${first?.message}`;
}
