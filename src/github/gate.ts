import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setFailed, setOutput, warning } from '@actions/core';
import { UsageError } from '../commands/arguments.js';
import { gateExitCode } from '../commands/exit.js';
import { gate } from '../commands/gate.js';
import { writeWhole } from '../commands/output.js';
import { renderGate } from '../commands/render.js';
import type { GateReport } from '../model/gate.js';
import { gateMarkdown } from '../report/gate-markdown.js';
import { gateText } from '../report/gate-text.js';
import { resultOfGate } from '../report/result.js';
import { plain } from '../report/sanitize.js';
import type { Scope } from '../system/scope.js';
import { VERSION } from '../version.js';
import { baseCommits, runIdentity } from './event.js';
import type { Inputs } from './inputs.js';
import { publishAnnotations, publishPage, publishSummary } from './publish.js';
import { publishFiles } from './write.js';

/** The gate as a step: one verdict, and each cause once. */
export async function runGate(inputs: Inputs, dir: string, workspace: string, scope: Scope): Promise<void> {
  const report = await gate({
    dir,
    policy: inputs.policy === undefined ? undefined : resolve(workspace, inputs.policy),
    targets: inputs.targets,
    plan: planText(inputs.plan, workspace),
    reports: inputs.reports.map((name) => resolve(workspace, name)),
    needs: inputs.needs,
    compare: inputs.compare === undefined ? undefined : resolve(workspace, inputs.compare),
    base: baseOf(inputs.base),
    failOn: inputs.failOn,
    run: await runIdentity(dir, process.env, scope),
    version: VERSION,
    env: process.env,
    scope,
  });
  await publish(report, inputs, workspace);
}

async function publish(report: GateReport, inputs: Inputs, workspace: string): Promise<void> {
  publishPage(gateText(report, { colour: !process.env.NO_COLOR, width: 100 }));
  if (inputs.annotate) publishAnnotations(resultOfGate(report), workspace);
  const file = resolve(workspace, inputs.report);
  mkdirSync(dirname(file), { recursive: true });
  writeWhole(file, `${JSON.stringify(report, null, 2)}\n`);
  setOutput('verdict', report.verdict);
  setOutput('report', file);
  setOutput(
    'findings',
    JSON.stringify(report.findings.map(({ cause, link, level, location, legs }) => ({ cause, link, level, location, legs }))),
  );
  await publishFiles(inputs, workspace, (as) => renderGate(report, as));
  if (inputs.summary)
    await publishSummary(gateMarkdown(report)).catch((error: Error) => warning(`delve-gate: no job summary: ${error.message}`));
  if (gateExitCode(report, inputs.failOn) !== 0) setFailed(`delve-gate: ${told(report)}`);
}

function told({ legs, findings }: GateReport): string {
  const passed = legs.filter(({ verdict }) => verdict === 'pass').length;
  const [first] = findings;
  return plain(`${passed} of ${legs.length} legs passed${first && first.level !== 'note' ? ` (${first.cause})` : ''}`);
}

/** The plan's text, or the file that holds it. */
function planText(given: string, workspace: string): string {
  if (given.trim() === '' || given.trimStart().startsWith('{')) return given;
  const file = resolve(workspace, given);
  if (!existsSync(file) || !statSync(file).isFile())
    throw new UsageError(
      `input plan "${given.slice(0, 200)}" is neither the text of a plan nor a file; expected \${{ needs.plan.outputs.plan }}`,
    );
  return readFileSync(file, 'utf8');
}

function baseOf(given: string | undefined): { named: string[]; mergeOf: string | null } | undefined {
  if (given === 'none') return undefined;
  return given === undefined ? baseCommits(process.env) : { named: [given], mergeOf: null };
}
