import { findOnPath } from '../facts/on-path.js';
import { firstLine, type RunResult, run } from '../system/run.js';
import type { Scope } from '../system/scope.js';

const MINUTE = 60_000;
const QUIET = { DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
/** What apt-get says when the machine's index is missing or older than the archive. */
const STALE = /Unable to locate package|has no installation candidate|Failed to fetch|Hash Sum mismatch|404 +Not Found/;

/** Why a package was not installed. */
export interface NotInstalled {
  kind: 'no-apt' | 'failed';
  message: string;
  output: string;
}

/**
 * Installs a package with the machine's own apt, as root or by sudo. The index is fetched only when it is needed.
 * @param names the same thing under the names of several releases, best first
 */
export async function installPackage(
  names: readonly string[],
  { env, scope, onProgress }: { env: NodeJS.ProcessEnv; scope: Scope; onProgress: (text: string) => void },
): Promise<NotInstalled | undefined> {
  if (findOnPath('apt-get', env).length === 0) return { kind: 'no-apt', message: 'there is no apt-get', output: '' };
  const root = process.getuid?.() === 0;
  if (!root && findOnPath('sudo', env).length === 0)
    return { kind: 'failed', message: `${names[0]} cannot be installed: this user is not root, and there is no sudo`, output: '' };
  const apt = (...args: string[]): Promise<RunResult> => {
    const full = ['-q', '-o', 'DPkg::Lock::Timeout=120', ...args];
    if (root) return run('apt-get', full, { env: { ...env, ...QUIET }, scope, timeout: 15 * MINUTE });
    // sudo hands no environment on.
    const variables = Object.entries(QUIET).map(([name, value]) => `${name}=${value}`);
    return run('sudo', ['-n', 'env', ...variables, 'apt-get', ...full], { env, scope, timeout: 15 * MINUTE });
  };
  const install = async (): Promise<RunResult> => {
    const name = await knownName(names, { env, scope });
    onProgress(`installing ${name}`);
    return apt('install', '-y', '--no-install-recommends', name);
  };
  let result = await install();
  if (result.code !== 0 && STALE.test(result.stdout + result.stderr)) {
    onProgress("fetching the index of the machine's packages");
    await apt('update');
    result = await install();
  }
  if (result.code === 0) return undefined;
  const said = result.stderr.trim() || result.stdout.trim();
  const why = result.error ?? firstLine(said.split('\n').find((line) => /^(?:E:|sudo:)/.test(line)) ?? said);
  return { kind: 'failed', message: `${names.join(' or ')} could not be installed: ${why}`, output: said };
}

/** The best of the names that the machine's index has; the last where it has none of them. */
async function knownName(names: readonly string[], running: { env: NodeJS.ProcessEnv; scope: Scope }): Promise<string> {
  const last = names.at(-1) as string;
  if (names.length === 1) return last;
  const { stdout } = await run('apt-cache', ['pkgnames'], { ...running, timeout: MINUTE });
  const known = new Set(stdout.split('\n'));
  return names.find((name) => known.has(name)) ?? last;
}
