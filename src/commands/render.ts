import { workspaceOf } from '../github/context.js';
import { workflowCommand } from '../github/workflow-command.js';
import type { Report } from '../model/report.js';
import { annotations } from '../report/annotations.js';
import { toMarkdown } from '../report/markdown.js';
import { relativeTo } from '../report/relative.js';
import { toText } from '../report/text.js';
import type { CheckArguments } from './arguments.js';
import { pageOf } from './page.js';

/** A report in the format that was asked for. */
export function render(report: Report, { format, output, colour }: CheckArguments): string {
  if (format === 'json') return `${JSON.stringify(report, null, 2)}\n`;
  if (format === 'text') {
    return toText(report, pageOf({ output, colour }));
  }
  // Read beside the repository, so paths are as the repository names them.
  const workspace = workspaceOf(process.env);
  const shown = relativeTo(report, workspace);
  if (format === 'markdown') return toMarkdown(shown);
  return annotations(shown, workspace)
    .map((each) => `${workflowCommand(each)}\n`)
    .join('');
}
