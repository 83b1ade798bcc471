import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { GoFacts, Origin } from '../model/facts.js';
import { COMPUTED } from '../model/go-variables.js';

/** Read from the process environment only. */
const NEVER_FROM_FILE = new Set(['GOENV', 'GODEBUG', 'GOPACKAGESDRIVER']);

type Line = GoFacts['goenv']['lines'][number];

export const isComputed = (name: string) => COMPUTED.has(name);
export const readFromFiles = (name: string) => !NEVER_FROM_FILE.has(name);

/** The GOENV file that the go command would use, by the environment alone: also when `go env` cannot run. */
export function goenvPath(env: NodeJS.ProcessEnv): string | null {
  if (env.GOENV) return env.GOENV === 'off' ? null : env.GOENV;
  const folder = userConfigDir(env);
  return folder ? join(folder, 'go', 'env') : null;
}

/** Go's os.UserConfigDir. https://pkg.go.dev/os#UserConfigDir */
function userConfigDir(env: NodeJS.ProcessEnv): string | undefined {
  if (process.platform === 'win32') return env.AppData ?? env.APPDATA;
  if (process.platform === 'darwin') return env.HOME ? join(env.HOME, 'Library', 'Application Support') : undefined;
  return env.XDG_CONFIG_HOME || (env.HOME ? join(env.HOME, '.config') : undefined);
}

/** Reads the GOENV file as the go command does. */
export function readGoenv(env: NodeJS.ProcessEnv): GoFacts['goenv'] {
  const path = goenvPath(env);
  const explicit = Boolean(env.GOENV);
  if (path === null) return { path, state: 'off', explicit, lines: [] };
  try {
    if (statSync(path).isDirectory()) return { path, state: 'directory', explicit, lines: [] };
    return { path, state: 'file', explicit, lines: parseGoenv(readFileSync(path, 'utf8')) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { path, state: 'missing', explicit, lines: [] };
    return { path, state: 'unreadable', reason: code ?? String(error), explicit, lines: [] };
  }
}

/**
 * The lines that count: `KEY=value` with a key that starts with A–Z; raw text after `=`, quotes and carriage return included.
 * Everything else is skipped without a word (cmd/go/internal/cfg, initEnvCache).
 */
export function parseGoenv(text: string): Line[] {
  return text.split('\n').flatMap((line, index) => {
    const at = line.indexOf('=');
    const name = line.slice(0, at);
    return at > 0 && /^[A-Z]/.test(name) ? [{ line: index + 1, name, value: line.slice(at + 1) }] : [];
  });
}

/** Reads `$GOROOT/go.env`; no lines when there is none. */
export function readGorootEnv(goroot: string | undefined): { path: string; lines: Line[] } {
  const path = join(goroot ?? '', 'go.env');
  try {
    return { path, lines: goroot ? parseGoenv(readFileSync(path, 'utf8')) : [] };
  } catch {
    return { path, lines: [] };
  }
}

/** The line that counts of those that set a variable in the GOENV file: the last. */
export function lineInGoenv({ lines }: GoFacts['goenv'], name: string): Line | undefined {
  return lines.findLast((line) => line.name === name);
}

/** The GOROOT whose go.env is read: a line of the GOENV file goes before the process environment here, and only here (cmd/go/internal/cfg, findGOROOT). */
export function gorootOfGoEnv(goenv: GoFacts['goenv'], goroot: string | undefined): string | undefined {
  return lineInGoenv(goenv, 'GOROOT')?.value || goroot;
}

/**
 * Where the value of a variable comes from, in the order in which the go command asks: process environment (empty is unset), GOENV file
 * (its last line; an empty one counts where it hides a line of go.env), `$GOROOT/go.env` (its first line, and none of GOROOT), default.
 * Proved on Go 1.21 to 1.27 by `__tests__/real/origins.test.ts`.
 */
export function originOf(name: string, env: NodeJS.ProcessEnv, goenv: GoFacts['goenv'], goroot: { path: string; lines: Line[] }): Origin {
  if (COMPUTED.has(name)) return { source: 'computed' };
  if (env[name]) return { source: 'environment', written: env[name] };
  if (NEVER_FROM_FILE.has(name)) return { source: 'default' };
  const shipped = name === 'GOROOT' ? undefined : goroot.lines.find((line) => line.name === name);
  const user = lineInGoenv(goenv, name);
  if (user && goenv.path && (user.value !== '' || shipped?.value))
    return { source: 'go-env-w', place: { file: goenv.path, line: user.line }, written: user.value };
  if (shipped?.value) return { source: 'goroot-go.env', place: { file: goroot.path, line: shipped.line }, written: shipped.value };
  return { source: 'default' };
}
