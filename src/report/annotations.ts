import type { Level } from '../model/report.js';
import { inWorkspace } from './path.js';
import { type Result, type ShownFinding, told } from './result.js';
import { plain } from './sanitize.js';

/** One annotation, as a workflow command carries it. */
export interface Annotation {
  level: 'error' | 'warning' | 'notice';
  title: string;
  message: string;
  /** Relative to the workspace, with `/`; absent when the line is outside of it. */
  file?: string;
  line?: number;
  column?: number;
  endLine?: number;
}

/** GitHub drops what goes beyond ten of a kind in a step, without a word; one error is left for setFailed. */
const LIMITS = { error: 9, warning: 9, notice: 9 } as const;
const KIND: Record<Level, Annotation['level']> = { error: 'error', warning: 'warning', note: 'notice' };

/** One annotation a finding, the gravest first, within GitHub's limits; a last one counts what was left out. */
export function annotations(result: Pick<Result, 'findings' | 'legs'>, workspace: string): Annotation[] {
  const made = result.findings.map((finding) => annotate(finding, workspace, result.legs));
  return (['error', 'warning', 'notice'] as const).flatMap((level) => {
    const all = made.filter((each) => each.level === level);
    const kept = all.slice(0, LIMITS[level]);
    const left = all.length - kept.length;
    if (left > 0) kept[kept.length - 1] = { level, title: 'delve-gate', message: `+${left + 1} more in the job summary` };
    return kept;
  });
}

function annotate(finding: ShownFinding, workspace: string, legs: number): Annotation {
  const file = finding.location && inWorkspace(finding.location.file, workspace);
  const elsewhere = finding.location && file === undefined ? `at: ${finding.location.file}:${finding.location.line}` : undefined;
  const { location } = finding;
  return {
    level: KIND[finding.level],
    title: plain(`delve-gate ${finding.cause}: ${finding.title}`),
    message: told(finding, legs, elsewhere),
    ...(file !== undefined && location
      ? {
          file: plain(file),
          line: location.line,
          ...(location.column ? { column: location.column } : {}),
          ...(location.endLine ? { endLine: location.endLine } : {}),
        }
      : {}),
  };
}
