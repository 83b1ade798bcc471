import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Directive, ModFile, ProjectFacts } from '../model/facts.js';
import { firstLine, run } from '../system/run.js';
import type { Scope } from '../system/scope.js';

/** Looks at the project: its go.mod and go.work, found as the go command finds them, and their versions with lines. */
export function projectFacts(dir: string, env: NodeJS.ProcessEnv): ProjectFacts {
  const goMod = upwards(dir, 'go.mod');
  const work = env.GOWORK === 'off' ? undefined : env.GOWORK || upwards(dir, 'go.work');
  return {
    dir,
    goMod: goMod ? readModFile(goMod) : null,
    goWork: work ? readModFile(resolve(dir, work)) : null,
    vendored: existsSync(join(goMod ? dirname(goMod) : dir, 'vendor', 'modules.txt')),
    mainPackages: null,
    loads: null,
    listing: null,
    verified: null,
    declared: [],
  };
}

/** A person waits no longer for an editor's first answer. */
const LOAD_LIMIT = 3_000;

/**
 * Whether the go command can load the folder's package. `-find` leaves its imports alone, and nothing is fetched: an empty cache is no fault.
 * @returns null when that cannot be told without fetching
 */
export async function loads(dir: string, go: string, asked: NodeJS.ProcessEnv, scope: Scope): Promise<ProjectFacts['loads']> {
  const env = { ...asked, GOPROXY: 'off' };
  const result = await run(go, ['list', '-find', '-f', '{{.Name}}', '.'], { cwd: dir, env, scope, timeout: LOAD_LIMIT });
  if (result.code === 0) return { value: true };
  if (/disabled by GOPROXY=off/.test(result.stderr)) return null;
  return {
    error: result.error === 'timeout' ? `timeout after ${LOAD_LIMIT / 1_000} s` : result.stderr.trim() || `exit code ${result.code}`,
  };
}

/**
 * What it takes to list the packages of the folder, as editors do before anything else: wall-clock milliseconds, and the largest heap of the go
 * command in MiB, as its garbage collector tells it (https://pkg.go.dev/runtime#hdr-Environment_Variables, gctrace).
 */
export async function listing(dir: string, go: string, asked: NodeJS.ProcessEnv, scope: Scope): Promise<ProjectFacts['listing']> {
  const env = { ...asked, GOPROXY: 'off', GODEBUG: [asked.GODEBUG, 'gctrace=1'].filter(Boolean).join(',') };
  const args = ['list', '-e', '-find', '-f', '{{if .CgoFiles}}C{{else}}.{{end}}', './...'];
  const { code, error, stdout, stderr, ms } = await run(go, args, { cwd: dir, env, scope, timeout: LOAD_LIMIT });
  const heap = largestHeap(stderr);
  if (error === 'timeout') return { error: `timeout after ${LOAD_LIMIT / 1_000} s${heap === null ? '' : `, ${heap} MiB of heap`}` };
  // What keeps the go command from listing at all is told by other looks.
  if (code !== 0) return null;
  const lines = stdout.split('\n').slice(0, -1);
  return { value: { ms: Math.round(ms), heap, packages: lines.length, cgo: lines.filter((line) => line === 'C').length } };
}

/** `gc 7 @0.4s 3%: … cpu, 64->81->54 MB, 76 MB goal, …`: the second is the heap at its largest. @returns null where no collection ran */
export function largestHeap(trace: string): number | null {
  const all = [...trace.matchAll(/^gc \d+ @[^\n]{0,200}, \d+->(\d+)->\d+ MB,/gm)].map(([, size]) => Number(size));
  return all.length === 0 ? null : Math.max(...all);
}

/** Whether the modules in the cache are as they were downloaded. @returns null when it took too long to tell */
export async function verified(dir: string, go: string, env: NodeJS.ProcessEnv, scope: Scope): Promise<ProjectFacts['verified']> {
  const result = await run(go, ['mod', 'verify'], { cwd: dir, env, scope, timeout: VERIFY_LIMIT });
  if (result.error === 'timeout') return null;
  return result.code === 0 ? { value: true } : { error: `${result.stdout}${result.stderr}`.trim() };
}

const VERIFY_LIMIT = 3_000;

/**
 * Where the go command has to be started for a package: in the project's folder, or, where the package is in a module of its own
 * that no workspace joins to it, in the package's folder.
 */
export function packageHome(dir: string, name: string | undefined, env: NodeJS.ProcessEnv): { dir: string; package: string | undefined } {
  if (name === undefined || !/^\.{1,2}([\\/]|$)/.test(name)) return { dir, package: name };
  const folder = resolve(dir, name);
  const own = existsSync(folder) ? upwards(folder, 'go.mod') : undefined;
  const joined = env.GOWORK !== 'off' && (env.GOWORK || upwards(dir, 'go.work'));
  if (!own || joined || own === upwards(dir, 'go.mod')) return { dir, package: name };
  return { dir: folder, package: '.' };
}

/** The main packages below the folder. `-find` leaves dependencies alone; a very large tree is given up after two seconds. */
export async function mainPackages(dir: string, go: string, env: NodeJS.ProcessEnv, scope: Scope): Promise<ProjectFacts['mainPackages']> {
  const args = ['list', '-e', '-find', '-f', '{{if eq .Name "main"}}{{.Dir}}{{end}}', './...'];
  const result = await run(go, args, { cwd: dir, env, scope, timeout: 2_000 });
  if (result.code !== 0)
    return { error: result.error === 'timeout' ? 'go list took longer than 2 s' : firstLine(result.stderr) || `exit code ${result.code}` };
  const folders = result.stdout.split('\n').filter(Boolean);
  return {
    value: folders.map((folder) => (folder === dir ? '.' : `./${folder.slice(dir.length + 1).replaceAll('\\', '/')}`)).slice(0, 200),
  };
}

function upwards(start: string, name: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    const file = join(folder, name);
    if (existsSync(file)) return file;
    if (folder === dirname(folder)) return undefined;
  }
}

function readModFile(file: string): ModFile | null {
  try {
    return { file, ...parseModFile(readFileSync(file, 'utf8')) };
  } catch {
    return { file, go: null, toolchain: null };
  }
}

/** The `go`, `toolchain` and `godebug` lines of a go.mod or go.work. https://go.dev/ref/mod#go-mod-file-grammar */
export function parseModFile(text: string): Omit<ModFile, 'file'> {
  const found = { go: null, toolchain: null, godebug: [] } as Pick<ModFile, 'go' | 'toolchain'> & { godebug: Directive[] };
  let block = '';
  text.split('\n').forEach((raw, index) => {
    const line = raw.replace(/\/\/.*$/, '').trim();
    const opened = /^(\S*)\s*\($/.exec(line);
    if (opened) block = opened[1] || 'unknown';
    else if (line === ')') block = '';
    else {
      const [, word, value] = /^(go|toolchain|godebug)\s+"?([^\s"]+)"?$/.exec(block === '' ? line : `${block} ${line}`) ?? [];
      if (word === undefined || value === undefined) return;
      const directive = { value, line: index + 1, text: raw };
      if (word === 'godebug') found.godebug.push(directive);
      else if (block === '') found[word as 'go' | 'toolchain'] ??= directive;
    }
  });
  return found;
}
