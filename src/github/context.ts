import type { WorkflowContext } from '../facts/workflow.js';

/** Which workflow runs us, from the runner's variables; nothing outside of Actions. */
export function workflowContext(env: NodeJS.ProcessEnv): { workflow?: WorkflowContext } {
  if (env.GITHUB_ACTIONS !== 'true' || !env.GITHUB_WORKSPACE) return {};
  return { workflow: { workspace: env.GITHUB_WORKSPACE, ref: env.GITHUB_WORKFLOW_REF, name: env.GITHUB_WORKFLOW, job: env.GITHUB_JOB } };
}
