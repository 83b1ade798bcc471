import { createHash } from 'node:crypto';

/**
 * Who publishes, so that two gates of one pull request do not write over each other: workflow, job, folder, and the name of the check.
 * The same from run to run.
 */
export function identity(env: NodeJS.ProcessEnv, workingDirectory: string, checkName: string): string {
  const workflow = /\.github\/workflows\/[^@]+/.exec(env.GITHUB_WORKFLOW_REF ?? '')?.[0] ?? env.GITHUB_WORKFLOW ?? '';
  return [workflow, env.GITHUB_JOB ?? '', workingDirectory, checkName].map((part) => encodeURIComponent(part)).join(' ');
}

/** A line that nobody sees, and that we know our own writing by. Nothing in it can end a comment of HTML: `>` is not among its characters. */
export function marker(what: 'gate' | 'edits' | 'edit', id: string): string {
  return `<!-- delve-gate ${what} ${id} -->`;
}

/** Of text that may not stand in a marker. */
export function digest(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

/** Whether a text that GitHub gives begins with this marker. */
export function isMarked(body: string | null | undefined, mark: string): boolean {
  return body?.trimStart().startsWith(mark) ?? false;
}
