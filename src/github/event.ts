import { readFileSync } from 'node:fs';
import { commitOf } from '../facts/git.js';
import type { Scope } from '../system/scope.js';

/** Which run of a workflow this is. */
export interface RunIdentity {
  commit: string | null;
  run: string | null;
}

/**
 * The commit that is checked out in a folder, which a job may choose, else that of the event; and the run, outside of Actions none.
 * The attempt is left out: legs that passed are not run again with those that failed.
 */
export async function runIdentity(dir: string, env: NodeJS.ProcessEnv, scope: Scope): Promise<RunIdentity> {
  const inActions = env.GITHUB_ACTIONS === 'true';
  const commit = (await commitOf(dir, env, scope)) ?? ((inActions && env.GITHUB_SHA) || null);
  return { commit, run: (inActions && env.GITHUB_RUN_ID) || null };
}

interface Payload {
  pull_request?: { base?: { sha?: string } };
  merge_group?: { base_sha?: string };
}

/**
 * The commits that a change can be held to: the tip of the base branch as the event names it, and, where the runner checked out the merge
 * of a pull request, that the first parent is. Empty when the event changes no branch.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#pull_request
 */
export function baseCommits(env: NodeJS.ProcessEnv): { named: string[]; mergeOf: string | null } | undefined {
  const event = env.GITHUB_EVENT_NAME;
  // A review is an event of its own, of the same merge.
  const pull = event?.startsWith('pull_request') ?? false;
  if (!pull && event !== 'merge_group') return undefined;
  const payload = readPayload(env.GITHUB_EVENT_PATH);
  const sha = pull ? payload.pull_request?.base?.sha : payload.merge_group?.base_sha;
  const merged = /^refs\/pull\/\d+\/merge$/.test(env.GITHUB_REF ?? '');
  return { named: typeof sha === 'string' ? [sha] : [], mergeOf: merged ? (env.GITHUB_SHA ?? null) : null };
}

function readPayload(file: string | undefined): Payload {
  try {
    return (JSON.parse(readFileSync(file ?? '', 'utf8')) ?? {}) as Payload;
  } catch {
    return {};
  }
}
