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
import type { FailOn } from './arguments.js';
import { exitCode, gateExitCode } from './exit.js';
import { pageOf } from './page.js';
import type { Format } from './write.js';

/** As what, and where, a report is shown. */
export interface Rendering {
  format: Format;
  output: string | undefined;
  colour: boolean | undefined;
  failOn: FailOn;
}

/** Formats that are the same for a check and for a gate. */
type Plain = Exclude<Format, 'text' | 'json' | 'markdown' | 'html'>;

/** A report in the format that was asked for. */
export async function render(report: Report, { format, output, colour, failOn }: Rendering): Promise<string> {
  if (format === 'json') return `${JSON.stringify(report, null, 2)}\n`;
  if (format === 'text') return toText(report, pageOf({ output, colour }));
  // Read beside the repository, so paths are as the repository names them.
  const shown = relativeTo(report, workspaceOf(process.env));
  if (format === 'html') return (await import('../report/html/page.js')).checkToHtml(shown);
  return format === 'markdown' ? toMarkdown(shown) : rendered(resultOf(shown), format, exitCode(report, failOn) !== 0);
}

/** The report of a gate in the format that was asked for. */
export async function renderGate(report: GateReport, { format, output, colour, failOn }: Rendering): Promise<string> {
  if (format === 'json') return `${JSON.stringify(report, null, 2)}\n`;
  if (format === 'text') return gateText(report, pageOf({ output, colour }));
  if (format === 'html') return (await import('../report/html/page.js')).toHtml(report);
  if (format === 'markdown') return gateMarkdown(report);
  return rendered(resultOfGate(report, new Date().toISOString()), format, gateExitCode(report, failOn) !== 0);
}

/** What few ask for is loaded when it is asked for. @param fails whether the run will */
async function rendered(result: Result, format: Plain, fails: boolean): Promise<string> {
  switch (format) {
    case 'sarif':
      return (await import('../report/sarif.js')).sarif(result);
    case 'junit':
      return (await import('../report/junit.js')).junit(result);
    case 'code-quality':
      return (await import('../report/code-quality.js')).codeQuality(result);
    case 'azure':
      return (await import('../report/azure.js')).azure(result, fails);
    case 'rdjson':
      return (await import('../report/rdjson.js')).rdjson(result);
    case 'github':
      return annotations(result, workspaceOf(process.env))
        .map((each) => `${workflowCommand(each)}\n`)
        .join('');
  }
}
