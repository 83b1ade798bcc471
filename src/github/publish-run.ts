import { resolve } from 'node:path';
import { setOutput, warning } from '@actions/core';
import { UsageError } from '../commands/arguments.js';
import { gateExitCode } from '../commands/exit.js';
import { filesOf } from '../commands/gate.js';
import { MAX_REPORT } from '../gate/accept.js';
import { reread } from '../gate/reread.js';
import type { GateReport } from '../model/gate.js';
import { gateMarkdown } from '../report/gate-markdown.js';
import { gateText } from '../report/gate-text.js';
import { judgedRun } from './event.js';
import { type Inputs, needsApi } from './inputs.js';
import { publishPage, publishSummary } from './publish.js';
import { openRest } from './voice.js';

/**
 * Publishes what a gate of another run found: the second of two workflows, for pull requests of forks, whose own runs may publish nothing.
 * It checks out none of their code. The report is a stranger's: its words are escaped, what it is of is told by GitHub.
 */
export async function publishRun(inputs: Inputs, workspace: string): Promise<void> {
  if (!needsApi(inputs))
    throw new UsageError('publish has nothing to publish; expected one of the inputs check-run, comment, suggestions, upload-sarif');
  const run = judgedRun(process.env);
  if (run === undefined)
    throw new UsageError(
      `publish is of the event workflow_run, this is ${process.env.GITHUB_EVENT_NAME || 'none'}; docs/publishing.md has the workflow`,
    );
  const report = reportOf(
    inputs.reports.map((name) => resolve(workspace, name)),
    run,
  );
  publishPage(gateText(report, { colour: !process.env.NO_COLOR, width: 100 }));
  setOutput('verdict', report.verdict);
  if (inputs.summary)
    await publishSummary(gateMarkdown(report)).catch((error: Error) => warning(`delve-gate: no job summary: ${error.message}`));
  const rest = await openRest(inputs);
  await rest?.publish(report, workspace, gateExitCode(report, inputs.failOn) !== 0);
}

/** The one report of a gate among the files, of the run that GitHub says was judged. */
function reportOf(names: readonly string[], run: string): GateReport {
  const found: GateReport[] = [];
  for (const { file, bytes, text } of filesOf(names)) {
    if (bytes > MAX_REPORT) throw new UsageError(`${file} has ${bytes} bytes; expected a report of at most ${MAX_REPORT}`);
    const read = reread(parsed(text()));
    if (read === undefined) continue;
    if ('wrong' in read) throw new UsageError(`${file} is not published: ${read.wrong}; expected a report as delve-gate wrote it`);
    found.push(read.report);
  }
  const [report, ...more] = found;
  if (!report || more.length > 0)
    throw new UsageError(
      `there are ${found.length} reports of a gate in ${names.join(', ')}; expected one: download the artifact of the gate's report, and nothing else`,
    );
  if (report.run !== run)
    throw new UsageError(`the report is of run ${report.run}, and run ${run} was judged; expected the artifact of that run (run-id)`);
  return report;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
