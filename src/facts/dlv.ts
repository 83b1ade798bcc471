import { existsSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { DlvFile } from '../model/facts.js';
import type { Seen } from '../model/seen.js';
import { firstLine, run } from '../system/run.js';
import type { Scope } from '../system/scope.js';
import { readBinary } from './binary.js';
import { parseBuildInfo } from './build-info.js';
import { findOnPath } from './on-path.js';

export interface DlvOptions {
  env: NodeJS.ProcessEnv;
  scope: Scope;
  /** A go command that works, for `go version -m`. */
  go: string | null;
  /** It is a program for another machine, and cannot be started here: what it says of itself is read from its build information. */
  foreign?: boolean;
}

/** Finds every dlv where people and editors look: PATH, GOBIN, GOPATH/bin, GOROOT/bin; and asks each what it is. */
export async function findDlv(goEnv: Record<string, string>, options: DlvOptions): Promise<DlvFile[]> {
  const name = process.platform === 'win32' ? 'dlv.exe' : 'dlv';
  const places: { path: string; where: DlvFile['where'] }[] = [
    ...findOnPath('dlv', options.env).map((path) => ({ path, where: 'path' as const })),
    ...(goEnv.GOBIN ? [{ path: join(goEnv.GOBIN, name), where: 'gobin' as const }] : []),
    ...(goEnv.GOPATH ?? '')
      .split(delimiter)
      .filter(Boolean)
      .map((entry) => ({ path: join(entry, 'bin', name), where: 'gopath' as const })),
    ...(goEnv.GOROOT ? [{ path: join(goEnv.GOROOT, 'bin', name), where: 'goroot' as const }] : []),
  ];
  const seen = new Set<string>();
  const files = places.filter(({ path, where }) => {
    if (where !== 'path' && !existsSync(path)) return false;
    const real = realpathSync(path);
    return !seen.has(real) && seen.add(real);
  });
  return Promise.all(files.map(({ path, where }) => inspectDlv(path, where, options)));
}

/** Asks one file called dlv what it is: by its header, by starting it, and by the build information in it. */
export async function inspectDlv(path: string, where: DlvFile['where'], { env, scope, go, foreign }: DlvOptions): Promise<DlvFile> {
  const [started, build, header] = await Promise.all([
    foreign ? undefined : dlvVersion(path, env, scope),
    buildInfo(path, go, env, scope),
    readBinary(path).catch(() => null),
  ]);
  const binary = header && { format: header.format, os: header.os, arch: header.arch, dynamic: header.dynamic };
  const version = started ?? ('value' in build ? { value: build.value.version.replace(/^v/, '') } : build);
  return { path, real: realpathSync(path), where, version, build, binary };
}

/** `dlv version` prints `Delve Debugger` and `Version: 1.27.2`; usage errors exit 0, so only the text counts. */
async function dlvVersion(path: string, env: NodeJS.ProcessEnv, scope: Scope): Promise<Seen<string>> {
  const result = await run(path, ['version'], { env, scope, timeout: 10_000 });
  const version = /^Delve Debugger\r?\nVersion: (\S+)/m.exec(result.stdout)?.[1];
  if (version) return { value: version };
  if (result.error) return { error: result.error };
  if (result.code === null) return { error: `it was ended by a signal: ${firstLine(result.stderr)}`.slice(0, 300) };
  return { error: `not Delve: ${firstLine(result.stdout) || firstLine(result.stderr) || `exit code ${result.code}`}`.slice(0, 300) };
}

async function buildInfo(path: string, go: string | null, env: NodeJS.ProcessEnv, scope: Scope): Promise<DlvFile['build']> {
  if (!go) return { error: 'no go command to read it with' };
  const result = await run(go, ['version', '-m', path], {
    env: { ...env, GOENV: 'off', GOTOOLCHAIN: 'local', GOROOT: '', GOFLAGS: '' },
    scope,
    timeout: 10_000,
  });
  const info = parseBuildInfo(result.stdout);
  return info ? { value: info } : { error: firstLine(result.stderr) || result.error || 'no Go build information' };
}
