import { workspaceOf } from '../github/context.js';
import { workflowCommand } from '../github/workflow-command.js';
import type { Report } from '../model/report.js';
import { annotations } from '../report/annotations.js';
import { toMarkdown } from '../report/markdown.js';
import { relativeTo } from '../report/relative.js';
import { toText } from '../report/text.js';
import type { CheckArguments } from './arguments.js';

/** A report in the format that was asked for. */
export function render(report: Report, { format, output, colour }: CheckArguments): string {
  if (format === 'json') return `${JSON.stringify(report, null, 2)}\n`;
  if (format === 'text') {
    const terminal = output === undefined && Boolean(process.stdout.isTTY);
    return toText(report, { colour: (colour ?? wantsColour()) && terminal, width: Math.min(100, process.stdout.columns ?? 100) });
  }
  // Read beside the repository, so paths are as the repository names them.
  const workspace = workspaceOf(process.env);
  const shown = relativeTo(report, workspace);
  if (format === 'markdown') return toMarkdown(shown);
  return annotations(shown, workspace)
    .map((each) => `${workflowCommand(each)}\n`)
    .join('');
}

/** https://no-color.org */
function wantsColour(): boolean {
  return !process.env.NO_COLOR && process.env.TERM !== 'dumb';
}
