import { userInfo } from 'node:os';
import { basename, isAbsolute } from 'node:path';
import type { Ran } from '../../model/who.js';
import { firstLine, run } from '../../system/run.js';
import type { Scope } from '../../system/scope.js';
import { describeGo } from '../on-path.js';

/** Shells that take `-lc COMMAND`. */
const KNOWN = new Set(['sh', 'bash', 'zsh', 'dash', 'ash', 'ksh', 'mksh', 'fish']);
/** What a login gives a process of its own; the rest comes from the shell's profiles. */
const KEPT = ['HOME', 'USER', 'LOGNAME', 'LANG', 'LC_ALL', 'SHELL', 'XDG_CONFIG_HOME', 'XDG_RUNTIME_DIR', 'ZDOTDIR'];
const LOGIN_PATH =
  process.platform === 'darwin' ? '/usr/bin:/bin:/usr/sbin:/sbin' : '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
/** A profile that asks something, or waits for a network, is not waited for. */
const LIMIT = 5_000;

/** The go of a new login: the shell reads its profiles in an environment that has nothing of this one's PATH. */
export async function loginShell(dir: string, env: NodeJS.ProcessEnv, scope: Scope): Promise<Ran> {
  const shell = env.SHELL || userInfo().shell || '';
  const name = basename(shell);
  const who = name ? `login shell (${name})` : 'login shell';
  const unknown = (note: string, lacks?: Ran['lacks']): Ran => ({ who, version: null, path: null, note, ...(lacks ? { lacks } : {}) });
  if (process.platform === 'win32') return unknown('Windows has none');
  if (!isAbsolute(shell) || !KNOWN.has(name)) return unknown(shell ? `${shell} is no shell that is known here` : 'SHELL names none');
  const kept = Object.fromEntries(KEPT.flatMap((each) => (env[each] ? [[each, env[each]]] : [])));
  const clean = { ...kept, PATH: LOGIN_PATH, TERM: 'dumb' };
  const { code, stdout, stderr, error } = await run(shell, ['-lc', 'command -v go'], { cwd: dir, env: clean, scope, timeout: LIMIT });
  if (error !== undefined)
    return unknown(error === 'timeout' ? `it did not end within ${LIMIT / 1000} s` : `it cannot be started: ${error}`, 'answer');
  // Profiles print, too: the answer comes last.
  const answer = stdout.trim().split('\n').at(-1)?.trim() ?? '';
  if (code !== 0) return unknown(`no go on its PATH${stderr.trim() ? `; it says: ${firstLine(stderr)}` : ''}`, 'go');
  if (!isAbsolute(answer)) return unknown(`go is no program there: ${answer}`);
  try {
    const { version } = await describeGo(answer, dir, { ...clean, GOTOOLCHAIN: 'local', GOENV: 'off' }, scope);
    return { who, path: answer, version, note: version ? 'by its profiles' : 'it does not tell its version' };
  } catch {
    return unknown(`${answer} is not there`);
  }
}
