import { workspaceOf } from '../github/context.js';
import { workflowCommand } from '../github/workflow-command.js';
import type { GateReport } from '../model/gate.js';
import type { Report } from '../model/report.js';
import { annotations } from '../report/annotations.js';
import { gateMarkdown } from '../report/gate-markdown.js';
import { gateText } from '../report/gate-text.js';
import { toMarkdown } from '../report/markdown.js';
import { relativeTo } from '../report/relative.js';
import { type Result, resultOf, resultOfGate } from '../report/result.js';
import { toText } from '../report/text.js';
import type { CheckArguments, Format, GateArguments } from './arguments.js';
import { pageOf } from './page.js';

/** Formats that are the same for a check and for a gate. */
type Plain = Exclude<Format, 'text' | 'json' | 'markdown' | 'html'>;

/** A report in the format that was asked for. */
export async function render(report: Report, { format, output, colour }: CheckArguments): Promise<string> {
  if (format === 'json') return `${JSON.stringify(report, null, 2)}\n`;
  if (format === 'text') return toText(report, pageOf({ output, colour }));
  // Read beside the repository, so paths are as the repository names them.
  const shown = relativeTo(report, workspaceOf(process.env));
  if (format === 'html') return (await import('../report/html/page.js')).checkToHtml(shown);
  return format === 'markdown' ? toMarkdown(shown) : rendered(resultOf(shown), format);
}

/** The report of a gate in the format that was asked for. */
export async function renderGate(report: GateReport, { format, output, colour }: GateArguments): Promise<string> {
  if (format === 'json') return `${JSON.stringify(report, null, 2)}\n`;
  if (format === 'text') return gateText(report, pageOf({ output, colour }));
  if (format === 'html') return (await import('../report/html/page.js')).toHtml(report);
  return format === 'markdown' ? gateMarkdown(report) : rendered(resultOfGate(report), format);
}

function rendered(result: Result, _format: Plain): string {
  return annotations(result, workspaceOf(process.env))
    .map((each) => `${workflowCommand(each)}\n`)
    .join('');
}
