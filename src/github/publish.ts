import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { addPath, setOutput, summary } from '@actions/core';
import { planText } from '../commands/plan.js';
import type { Plan } from '../model/plan.js';
import type { Report } from '../model/report.js';
import { annotations } from '../report/annotations.js';
import type { Result } from '../report/result.js';
import { workflowCommand } from './workflow-command.js';

/** The step's outputs, and dlv on PATH for the steps after it. */
export function publishOutputs(report: Report, file: string): void {
  const chosen = report.facts.dlv?.chosen;
  setOutput('verdict', report.verdict);
  setOutput('findings', JSON.stringify(report.findings.map(({ cause, link, level, location }) => ({ cause, link, level, location }))));
  setOutput('go-version', report.versions.go?.replace(/^go/, '') ?? '');
  setOutput('dlv-version', report.versions.dlv ?? '');
  setOutput('dlv-path', chosen?.path ?? '');
  setOutput('cache-hit', String(chosen?.cacheHit ?? false));
  setOutput('report', file);
  // One that is on PATH already stays where it is: what else is in its folder must not go before the Go in force.
  if (chosen?.exported && chosen.path && chosen.from !== 'path') addPath(dirname(chosen.path));
}

/** The outputs that a matrix is made of. */
export function publishPlan(plan: Plan): void {
  setOutput('matrix', JSON.stringify(plan.matrix));
  setOutput('legs', JSON.stringify(plan.legs));
  setOutput('plan', JSON.stringify(plan));
  process.stdout.write(`delve-gate plan: ${planText(plan)}`);
}

/** The page in the log. What it quotes may be hostile, so the runner is told to read no commands in it. */
export function publishPage(page: string): void {
  const token = randomUUID();
  process.stdout.write(`\n::stop-commands::${token}\n${page}\n::${token}::\n`);
}

export function publishAnnotations(result: Result, workspace: string): void {
  for (const annotation of annotations(result, workspace)) process.stdout.write(`${workflowCommand(annotation)}\n`);
}

export async function publishSummary(text: string): Promise<void> {
  if (!process.env.GITHUB_STEP_SUMMARY) return;
  await summary.addRaw(text).write();
}
