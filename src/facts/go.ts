import { existsSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import type { Folder, GoFacts, ProjectFacts } from '../model/facts.js';
import { GO_VARIABLES } from '../model/go-variables.js';
import { type Seen, valueIn, withoutCredentials } from '../model/seen.js';
import type { Questions } from '../policy/in-force.js';
import { entriesOf } from '../policy/lists.js';
import { firstLine, type RunResult, run } from '../system/run.js';
import type { Scope } from '../system/scope.js';
import { tryFolder } from './folder.js';
import { readGoenv } from './goenv.js';
import { temporaryFolder } from './host.js';
import { describeGo, findOnPath, foreignGofmt, goElsewhere, installsOf, realOf, versionFile } from './on-path.js';
import { gorootThatWasSet, originsOf } from './origins.js';

/** A first `go` in a module can have to download the toolchain that go.mod names. */
const GO_TIMEOUT = 180_000;

export interface GoOptions {
  dir: string;
  env: NodeJS.ProcessEnv;
  scope: Scope;
}

/** What the go command said when it was asked. */
export interface GoAnswers extends GoOptions {
  /** The go that runs. */
  path: string | null;
  onPath: GoFacts['onPath'];
  /** `go env -json` as it is, credentials included: for child processes, never for a report. */
  goEnv: Seen<Record<string, string>>;
  own: GoFacts['own'];
  goenv: GoFacts['goenv'];
}

/** What was seen of Go. */
export interface GoLook {
  facts: GoFacts;
  /** `go env -json` as it is; empty when that failed. */
  env: Record<string, string>;
}

/** Settings that would hide what the go command is by itself. */
const OWN = { GOENV: 'off', GOTOOLCHAIN: 'local', GOWORK: 'off' };

/** Asks the go command in force what it is, in the project's folder and by itself, and finds the others on PATH. */
export async function askGo({ dir, env, scope }: GoOptions): Promise<GoAnswers> {
  const found = findOnPath('go', env);
  const path = found[0] ?? null;
  const clean = { ...Object.fromEntries(Object.entries(env).filter(([name]) => !GO_VARIABLES.includes(name))), ...OWN };
  const [goEnv, own, onPath] = await Promise.all([
    path ? run(path, ['env', '-json'], { cwd: dir, env, scope, timeout: GO_TIMEOUT }) : undefined,
    path ? run(path, ['env', '-json', 'GOROOT', 'GOVERSION'], { cwd: dir, env: clean, scope, timeout: GO_TIMEOUT }) : undefined,
    Promise.all(found.map((file) => describeGo(file, dir, clean, scope))),
  ]);
  return { dir, env, scope, path, onPath, goEnv: json(goEnv, 'go is not on PATH'), own: ownFacts(own), goenv: readGoenv(env) };
}

/**
 * Looks closer at what the answers name: the tree of GOROOT, its compiler, folders, and where each value comes from.
 * @param asked what a policy asks about, beside what always is looked at
 * @param project whose go.mod and go.work have a say
 */
export async function lookAtGo(answers: GoAnswers, asked: Questions, project: Pick<ProjectFacts, 'goMod' | 'goWork'>): Promise<GoLook> {
  const { path, onPath, goEnv, own, goenv, dir, env, scope } = answers;
  const known = valueIn(goEnv) ?? {};
  const gorootPath = known.GOROOT || gorootThatWasSet(answers);
  const origins = originsOf(answers, project);
  const [compiler, goflags, tried] = await Promise.all([
    known.GOTOOLDIR ? compilerVersion(known.GOTOOLDIR, env, scope) : null,
    path && known.GOFLAGS ? complaintAboutFlags(path, dir, env, scope) : null,
    tryFolders({ ...known, ...beside(env) }, asked, scope),
  ]);
  const facts: GoFacts = {
    onPath,
    path,
    env:
      'value' in goEnv
        ? { value: Object.fromEntries(Object.entries(known).map(([name, value]) => [name, withoutCredentials(value)])) }
        : goEnv,
    origins: Object.fromEntries(Object.entries(origins).map(([name, origin]) => [name, redacted(origin)])),
    own,
    goroot: gorootPath ? inspectGoroot(gorootPath) : null,
    compiler,
    goenv: {
      ...goenv,
      lines: goenv.lines.map((line) => ({ ...line, value: line.name in origins ? withoutCredentials(line.value) : '(left out)' })),
    },
    goflags,
    installs: installsOf(known, env),
    gofmt: path ? foreignGofmt(path, env) : null,
    gopathModule: moduleInGopath(known.GOPATH ?? ''),
    folders: tried,
    programs: Object.fromEntries(asked.programs.flatMap((name) => programOf(name, known, env))),
    ...(asked.searchPath ? { searchPath: (env.PATH ?? env.Path ?? '').split(delimiter).filter(Boolean) } : {}),
    real: { GOPATH: (known.GOPATH ?? '').split(delimiter).filter(Boolean).map(realOf), GOROOT: gorootPath ? [realOf(gorootPath)] : [] },
    elsewhere: path ? [] : goElsewhere(env),
  };
  return { facts, env: known };
}

/** Folders that Go makes itself when they are missing. */
const MADE_BY_GO = new Set(['GOCACHE', 'GOMODCACHE', 'GOPATH', 'GOBIN']);

/** What a policy may ask about beside the variables of `go env`. */
const beside = (env: NodeJS.ProcessEnv) => ({ HOME: env.HOME || env.USERPROFILE || '', TMPDIR: temporaryFolder(env) });

async function tryFolders(values: Record<string, string>, asked: Questions, scope: Scope): Promise<Record<string, Folder>> {
  const wanted = [...new Set(['GOCACHE', 'GOTMPDIR', 'GOBIN', ...asked.folders])].filter((name) =>
    isAbsolute(values[name]?.split(delimiter)[0] ?? ''),
  );
  const tried = await Promise.all(
    wanted.map(async (name) => {
      const path = values[name]?.split(delimiter)[0] as string;
      return [
        name,
        await tryFolder(path, { scope, execute: name === 'GOTMPDIR' || asked.executable.includes(name), mayBeMade: MADE_BY_GO.has(name) }),
      ] as const;
    }),
  );
  return Object.fromEntries(tried);
}

/** The program that a value begins with, and where it is. */
function programOf(
  name: string,
  values: Record<string, string>,
  env: NodeJS.ProcessEnv,
): [string, { name: string; path: string | null }][] {
  const [program] = entriesOf(values[name] ?? '', 'words', delimiter);
  if (program === undefined) return [];
  const found = isAbsolute(program) ? [program].filter(existsSync) : findOnPath(program, env);
  return [[name, { name: program, path: found[0] ?? null }]];
}

function moduleInGopath(gopath: string): string | null {
  const first = gopath.split(delimiter).find(Boolean);
  const file = first && isAbsolute(first) ? join(first, 'go.mod') : undefined;
  return file && existsSync(file) ? file : null;
}

function inspectGoroot(path: string): GoFacts['goroot'] {
  const exists = existsSync(path);
  const complete = existsSync(join(path, 'src', 'runtime')) && (existsSync(join(path, 'pkg', 'tool')) || existsSync(join(path, 'pkg')));
  return { path, exists, version: versionFile(path), complete };
}

async function compilerVersion(tools: string, env: NodeJS.ProcessEnv, scope: Scope): Promise<Seen<string>> {
  const file = join(tools, process.platform === 'win32' ? 'compile.exe' : 'compile');
  const result = await run(file, ['-V'], { env, scope, timeout: 10_000 });
  const version = /version (go\S+|devel \S+)/.exec(result.stdout)?.[1];
  return version ? { value: version } : { error: result.error ?? firstLine(result.stderr) };
}

/** `go env` works with any GOFLAGS; the first command that reads them complains. */
async function complaintAboutFlags(path: string, dir: string, env: NodeJS.ProcessEnv, scope: Scope): Promise<string | null> {
  const { stderr } = await run(path, ['list', '-e', '-f', '{{.Name}}', 'unsafe'], { cwd: dir, env, scope, timeout: 20_000 });
  return stderr.split('\n').find((line) => /GOFLAGS/.test(line)) ?? null;
}

function ownFacts(result: RunResult | undefined): GoFacts['own'] {
  const values = json(result, 'go is not on PATH');
  return 'value' in values ? { value: { goroot: values.value.GOROOT ?? '', version: values.value.GOVERSION ?? '' } } : values;
}

function json(result: RunResult | undefined, missing: string): Seen<Record<string, string>> {
  if (!result) return { error: missing };
  if (result.code !== 0) return { error: result.stderr.trim() || result.error || `exit code ${result.code}` };
  try {
    return { value: JSON.parse(result.stdout) };
  } catch {
    return { error: `not JSON: ${firstLine(result.stdout).slice(0, 200)}` };
  }
}

function redacted<T extends { written?: string }>(origin: T): T {
  return origin.written === undefined ? origin : { ...origin, written: withoutCredentials(origin.written) };
}
