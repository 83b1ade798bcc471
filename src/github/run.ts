import { realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { error as annotateError, setFailed, setOutput, warning } from '@actions/core';
import { UsageError } from '../commands/arguments.js';
import { check } from '../commands/check.js';
import { exitCode } from '../commands/exit.js';
import { planLegs } from '../commands/plan.js';
import { readPolicy } from '../commands/policy-file.js';
import { render } from '../commands/render.js';
import { GoenvError } from '../goenv/error.js';
import type { Origin, Report } from '../model/report.js';
import { PolicyError } from '../policy/mistake.js';
import { toMarkdown } from '../report/markdown.js';
import { inWorkspace } from '../report/path.js';
import { relativeTo } from '../report/relative.js';
import { resultOf } from '../report/result.js';
import { plain } from '../report/sanitize.js';
import { toText } from '../report/text.js';
import { Scope } from '../system/scope.js';
import { VERSION } from '../version.js';
import { remoteCache } from './cache.js';
import { environmentForOthers, runContext, workflowContext, workspaceOf } from './context.js';
import { runIdentity } from './event.js';
import { runGate } from './gate.js';
import { guardFrom } from './guard.js';
import { type Inputs, readInputs } from './inputs.js';
import { LegFile } from './leg.js';
import { logProgress } from './progress.js';
import { publishAnnotations, publishOutputs, publishPage, publishPlan, publishSummary } from './publish.js';
import { publishRun } from './publish-run.js';
import { publishFiles } from './write.js';

/**
 * The Action, from its inputs to the state of its step.
 * @param root the folder that holds `go/`
 */
export async function runAction(root: string): Promise<void> {
  const scope = new Scope();
  let leg: LegFile | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      leg?.unfinished(`the job was cancelled or ran out of time (${signal})`);
      void scope.close().then(() => process.exit(1));
    });
  const workspace = workspaceOf(process.env);
  try {
    refuseSecrets(process.env.GITHUB_EVENT_NAME);
    const inputs = readInputs();
    if (inputs.guard) guardFrom('step');
    const folder = () => projectFolder(workspace, inputs.workingDirectory);
    if (inputs.command === 'plan') return await plan(inputs, workspace, folder(), scope);
    if (inputs.command === 'gate') return await runGate(inputs, folder(), workspace, scope);
    if (inputs.command === 'publish') return await publishRun(inputs, workspace);
    const identity = await runIdentity(resolve(workspace, inputs.workingDirectory), process.env, scope);
    const origin = { leg: inputs.leg ?? null, ...identity, workspace };
    const file = new LegFile(inputs.report, origin);
    if (inputs.leg !== undefined) {
      leg = file;
      leg.unfinished('it began, and did not come to its end: the runner was lost, or out of memory, time or space');
      setOutput('report', leg.path);
    }
    const report = await checkWith(inputs, root, origin, scope);
    if (!scope.signal.aborted) await publish(report, inputs, workspace, file);
  } catch (error) {
    try {
      leg?.unfinished(error instanceof Error ? error.message : String(error));
    } catch {
      // That it cannot be written is what is told below, or comes of it.
    }
    fail(error, workspace);
  } finally {
    await scope.close();
  }
}

async function plan(inputs: Inputs, workspace: string, dir: string, scope: Scope): Promise<void> {
  const { policy, sha256 } = await readInputPolicy(inputs, workspace, dir);
  const run = await runIdentity(dir, process.env, scope);
  publishPlan(planLegs(policy, inputs.targets, { version: VERSION, sha256, ...run }));
}

function refuseSecrets(event: string | undefined): void {
  if (event !== 'pull_request_target') return;
  throw new UsageError(
    "the event is pull_request_target; delve-gate runs the pull request's code under a debugger, and pull_request_target would give that code your secrets; use the event pull_request",
  );
}

async function checkWith(inputs: Inputs, root: string, origin: Origin, scope: Scope): Promise<Report> {
  const { workspace } = origin;
  const dir = projectFolder(workspace, inputs.workingDirectory);
  const remote = await remoteCache(process.env);
  return check({
    dir,
    env: environmentForOthers(process.env),
    readPolicy: async () => {
      const read = await readInputPolicy(inputs, workspace, dir);
      if (inputs.dlvVersion !== undefined) read.policy.policy.delve.version = inputs.dlvVersion;
      return read;
    },
    only: inputs.only,
    targets: inputs.targets,
    sources: join(root, 'go'),
    version: VERSION,
    origin,
    scope,
    exportsDlv: true,
    onProgress: logProgress((line) => process.stdout.write(line)),
    run: runContext(process.env),
    ...workflowContext(process.env),
    ...(remote ? { remote } : {}),
  });
}

function readInputPolicy({ policy, layers }: Inputs, workspace: string, dir: string): ReturnType<typeof readPolicy> {
  return readPolicy(policy === undefined ? undefined : resolve(workspace, policy), dir, { folders: layers });
}

function projectFolder(workspace: string, name: string): string {
  const folder = resolve(workspace, name);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`input working-directory "${name}" is no folder; expected the folder of a Go project`);
  return realpathSync(folder);
}

/** First what a person reads, then the file: a report that cannot be written hides no finding. */
async function publish(report: Report, inputs: Inputs, workspace: string, file: LegFile): Promise<void> {
  const shown = relativeTo(report, workspace);
  publishPage(toText(shown, { colour: !process.env.NO_COLOR, width: 100 }));
  if (inputs.annotate) publishAnnotations(resultOf(shown), workspace);
  file.write(report);
  publishOutputs(report, file.path);
  await publishFiles(inputs, workspace, (as) => render(report, as));
  if (inputs.summary)
    await publishSummary(toMarkdown(shown)).catch((error: Error) => warning(`delve-gate: no job summary: ${error.message}`));
  const [first] = report.findings;
  if (exitCode(report, inputs.failOn) !== 0) {
    const why =
      report.verdict === 'error'
        ? 'delve-gate: not everything that the policy asks for could be checked'
        : `delve-gate: the link "${first?.link}" is broken (${first?.cause})`;
    // setFailed is an annotation too.
    if (inputs.annotate) setFailed(why);
    else {
      process.stdout.write(`${why}\n`);
      process.exitCode = 1;
    }
  }
}

/** A mistake in the policy is shown on its line; anything else says that nothing could be checked. */
function fail(error: unknown, workspace: string): void {
  setOutput('verdict', 'error');
  if (error instanceof PolicyError) {
    for (const mistake of error.mistakes.slice(0, 9)) {
      const file = inWorkspace(resolve(mistake.file ?? error.file), workspace);
      annotateError(plain(mistake.message), {
        title: 'delve-gate: mistake in the policy',
        startLine: mistake.line,
        startColumn: mistake.column,
        ...(file ? { file } : {}),
      });
    }
    setFailed(`delve-gate: the policy ${plain(error.file)} has ${error.mistakes.length} mistake${error.mistakes.length === 1 ? '' : 's'}`);
  } else if (error instanceof UsageError || error instanceof GoenvError) setFailed(`delve-gate: ${plain(error.message)}`);
  else setFailed(`delve-gate could not check: ${plain(error instanceof Error ? (error.stack ?? error.message) : String(error), true)}`);
}
