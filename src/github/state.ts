import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';

/**
 * Hands a value from one part of our step (pre, main, post) to those after it. The runner keeps it: no other step can change it.
 * As @actions/core does, which takes longer to load than all that the guard has to do. The runner prints it in debug logs: no secrets.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions#sending-values-to-the-pre-and-post-actions
 */
export function saveState(name: string, value: string, env: NodeJS.ProcessEnv = process.env): void {
  if (!env.GITHUB_STATE) throw new Error('GITHUB_STATE is not set; expected to run as a step of GitHub Actions');
  const end = `ghadelimiter_${randomUUID()}`;
  appendFileSync(env.GITHUB_STATE, `${name}<<${end}\n${value}\n${end}\n`);
}

/** What an earlier part saved; empty if nothing. */
export function savedState(name: string, env: NodeJS.ProcessEnv = process.env): string {
  return env[`STATE_${name}`] ?? '';
}
