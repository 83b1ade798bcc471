import type { GateReport } from '../model/gate.js';
import { type Annotation, annotate } from './annotations.js';
import { gateMarkdown } from './gate-markdown.js';
import { toldShortly } from './gate-text.js';
import { withFindings } from './markdown.js';
import { inWorkspace } from './path.js';
import type { ShownFinding } from './result.js';
import { plain, shorten, shortenBytes } from './sanitize.js';

/** What GitHub takes of a check run. https://docs.github.com/en/rest/checks/runs#create-a-check-run */
const LIMITS = { title: 255, message: 65_536, text: 65_535 } as const;
/** Annotations of one check run at most: they take 20 calls. What is beyond them is in its text. */
export const MAX_ANNOTATIONS = 1000;
/** GitHub keeps lines in 32 bits. */
const MAX_LINE = 0x7fffffff;

/** An annotation in the words of the API. */
export interface CheckAnnotation {
  path: string;
  start_line: number;
  end_line: number;
  annotation_level: 'notice' | 'warning' | 'failure';
  title: string;
  message: string;
  raw_details?: string;
}

/** What a check run shows. */
export interface CheckRun {
  title: string;
  summary: string;
  /** What has no line that it could be shown at. */
  text?: string;
  annotations: CheckAnnotation[];
}

const LEVEL: Record<Annotation['level'], CheckAnnotation['annotation_level']> = { notice: 'notice', warning: 'warning', error: 'failure' };

/** The gate as a check run: every finding at its line, as far as it has one in the workspace; the others in the text. */
export function checkRunOf(report: GateReport, workspace: string): CheckRun {
  const legs = report.legs.length;
  const annotations: CheckAnnotation[] = [];
  const rest: ShownFinding[] = [];
  for (const finding of report.findings) {
    const made = annotations.length < MAX_ANNOTATIONS ? annotationOf(finding, workspace, legs) : undefined;
    if (made) annotations.push(made);
    else rest.push(finding);
  }
  const head = `${rest.length} of ${report.findings.length} findings have no line of this commit to be shown at, or no room there.\n`;
  return {
    title: shorten(`${report.verdict}: ${toldShortly(report)}`, LIMITS.title),
    summary: gateMarkdown(report, LIMITS.text),
    ...(rest.length > 0 ? { text: withFindings(head, rest, legs, LIMITS.text) } : {}),
    annotations,
  };
}

/** @returns undefined for what has no line in the workspace, or one that GitHub does not take */
function annotationOf(finding: ShownFinding, workspace: string, legs: number): CheckAnnotation | undefined {
  const { location, evidence } = finding;
  const path = location && inWorkspace(location.file, workspace);
  if (!location || path === undefined || path !== plain(path)) return undefined;
  const end = Math.max(location.line, location.endLine ?? 0);
  if (end > MAX_LINE) return undefined;
  const { level, title, message } = annotate(finding, workspace, legs);
  const seen = evidence.map(({ what, value }) => plain(`${what}: ${value}`, true)).join('\n');
  return {
    path,
    start_line: location.line,
    end_line: end,
    annotation_level: LEVEL[level],
    title: shorten(title, LIMITS.title),
    message: shortenBytes(message, LIMITS.message),
    ...(seen === '' ? {} : { raw_details: shortenBytes(seen, LIMITS.message) }),
  };
}
