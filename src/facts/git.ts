import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { normalize } from 'node:path/posix';
import { run } from '../system/run.js';
import type { Scope } from '../system/scope.js';

/** In a container the folder can be another user's; nothing that is run here starts what a repository configures. */
const GIT = ['-c', 'safe.directory=*'];
const LIMIT = 10_000;

/** The commit that is checked out; null where there is none, or no git. */
export async function commitOf(dir: string, env: NodeJS.ProcessEnv, scope: Scope): Promise<string | null> {
  return (await git(['rev-parse', '--verify', 'HEAD'], dir, env, scope))?.trim() || null;
}

/** The branch that is checked out; null where none is. */
export async function branchOf(dir: string, env: NodeJS.ProcessEnv, scope: Scope): Promise<string | null> {
  return (await git(['symbolic-ref', '--short', '--quiet', 'HEAD'], dir, env, scope))?.trim() || null;
}

/** The commit that HEAD of a work tree is, read from its files; undefined when it is no work tree, or git keeps it elsewhere. */
export function headOf(folder: string): string | undefined {
  const read = (file: string) => {
    try {
      return readFileSync(join(folder, '.git', file), 'utf8').trim();
    } catch {
      return undefined;
    }
  };
  const head = read('HEAD');
  const name = head?.startsWith('ref: ') ? head.slice(5) : undefined;
  if (name === undefined || name.includes('..')) return head;
  return (
    read(name) ??
    read('packed-refs')
      ?.split('\n')
      .find((line) => line.endsWith(` ${name}`))
      ?.split(' ')[0]
  );
}

/** How many parents the commit that is checked out has. */
export async function parentsOf(dir: string, env: NodeJS.ProcessEnv, scope: Scope): Promise<string[]> {
  const shown = await git(['rev-parse', 'HEAD^@'], dir, env, scope);
  return shown?.split('\n').filter(Boolean) ?? [];
}

/**
 * A file as it was at a commit.
 * @param file relative to `dir`, with `/`
 * @returns `missing` when the commit is there and the file is not in it; undefined when nobody can say, as behind a symbolic link
 */
export async function fileAt(
  commit: string,
  file: string,
  dir: string,
  env: NodeJS.ProcessEnv,
  scope: Scope,
): Promise<{ text: string } | 'missing' | undefined> {
  if (!/^[0-9a-f]{40,64}$/.test(commit)) return undefined;
  const known = await git(['cat-file', '-e', `${commit}^{tree}`], dir, env, scope);
  if (known === undefined) return undefined;
  const listed = await git(['ls-tree', '--name-only', commit, '--', file], dir, env, scope);
  if (listed === undefined) return undefined;
  if (listed.trim() === '') return (await isBehindLink(commit, file, dir, env, scope)) ? undefined : 'missing';
  const text = await git(['cat-file', 'blob', `${commit}:./${file}`], dir, env, scope);
  return text === undefined ? undefined : { text };
}

/** Whether a folder on the way to a file is a symbolic link in a commit: git does not follow it. */
async function isBehindLink(commit: string, file: string, dir: string, env: NodeJS.ProcessEnv, scope: Scope): Promise<boolean> {
  const prefix = await git(['rev-parse', '--show-prefix'], dir, env, scope);
  const parts = normalize(`${prefix?.trim()}${file}`).split('/');
  const folders = parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('/'));
  const shown = folders.length > 0 ? await git(['ls-tree', '--full-tree', commit, '--', ...folders], dir, env, scope) : '';
  return shown === undefined || /^120000 /m.test(shown);
}

/** What any name of a commit stands for. */
export async function commitNamed(name: string, dir: string, env: NodeJS.ProcessEnv, scope: Scope): Promise<string | null> {
  return (await git(['rev-parse', '--verify', '--end-of-options', `${name}^{commit}`], dir, env, scope))?.trim() || null;
}

async function git(args: string[], cwd: string, env: NodeJS.ProcessEnv, scope: Scope): Promise<string | undefined> {
  const ran = await run('git', [...GIT, ...args], {
    cwd,
    env: { ...env, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' },
    scope,
    timeout: LIMIT,
  });
  return ran.code === 0 ? ran.stdout : undefined;
}
