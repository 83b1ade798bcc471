import { realpathSync } from 'node:fs';
import type { WorkflowContext } from '../facts/workflow.js';
import type { RunFacts } from '../model/facts.js';
import { readPayload } from './event.js';

/** Which workflow runs us, from the runner's variables; nothing outside of Actions. */
export function workflowContext(env: NodeJS.ProcessEnv): { workflow?: WorkflowContext } {
  if (env.GITHUB_ACTIONS !== 'true' || !env.GITHUB_WORKSPACE) return {};
  return { workflow: { workspace: workspaceOf(env), ref: env.GITHUB_WORKFLOW_REF, name: env.GITHUB_WORKFLOW, job: env.GITHUB_JOB } };
}

/** The folder that annotations are relative to, without symbolic links, as every other path of a report is; this folder outside of Actions. */
export function workspaceOf(env: NodeJS.ProcessEnv): string {
  const named = env.GITHUB_WORKSPACE || process.cwd();
  try {
    return realpathSync(named);
  } catch {
    // In a container the variable can name the host's folder.
    return named;
  }
}

/** What a `run:` step does not have (the runner's tokens), and what is told to this step alone: its inputs, and the files of its outputs. */
const OURS_ALONE = /^(ACTIONS_.*|INPUT_.*|STATE_delve_gate_guard|GITHUB_(OUTPUT|ENV|PATH|STATE|STEP_SUMMARY|TOKEN))$/i;

/** The environment for what is built and debugged: the pull request's code. */
export function environmentForOthers(env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !OURS_ALONE.test(name));
  // Windows says Path, and does not care; a copy of its environment does.
  return Object.fromEntries(platform === 'win32' ? kept.map(([name, value]) => [name.toUpperCase(), value]) : kept);
}

/** Who runs us, for a policy that asks; `local` outside of Actions. */
export function runContext(env: NodeJS.ProcessEnv): RunFacts {
  if (env.GITHUB_ACTIONS !== 'true') return { runner: ['local'], event: 'local', branch: null, folders: {} };
  const { merge_group: group } = readPayload(env.GITHUB_EVENT_PATH) as { merge_group?: { base_ref?: unknown } };
  const merged = typeof group?.base_ref === 'string' ? group.base_ref.replace(/^refs\/heads\//, '') : undefined;
  const named = env.GITHUB_REF_TYPE === 'branch' ? env.GITHUB_REF_NAME : undefined;
  return {
    runner: [env.RUNNER_ENVIRONMENT, env.RUNNER_NAME, env.ImageOS].flatMap((each) => (each ? [each] : [])),
    event: env.GITHUB_EVENT_NAME ?? '',
    branch: env.GITHUB_BASE_REF || merged || named || null,
    folders: Object.fromEntries(
      ['RUNNER_TEMP', 'RUNNER_TOOL_CACHE', 'GITHUB_WORKSPACE'].flatMap((name) => (env[name] ? [[name, env[name] as string]] : [])),
    ),
  };
}
