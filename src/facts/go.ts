import { accessSync, constants, existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join, resolve } from 'node:path';
import type { Folder, GoFacts } from '../model/facts.js';
import type { Seen } from '../model/seen.js';
import { firstLine, type RunResult, run } from '../system/run.js';
import type { Scope } from '../system/scope.js';
import { tryFolder } from './folder.js';
import { originOf, readGoenv, readGorootEnv } from './goenv.js';

/** Variables of Go's that a run may carry; those of `go env` are added. The rest of the environment never gets into facts. */
const ALWAYS = [
  'GOROOT',
  'GOPATH',
  'GOBIN',
  'GOENV',
  'GOFLAGS',
  'GOTOOLCHAIN',
  'GOPROXY',
  'GOSUMDB',
  'GOOS',
  'GOARCH',
  'GOCACHE',
  'GOMODCACHE',
  'GO111MODULE',
  'GOTMPDIR',
  'CGO_ENABLED',
  'GOWORK',
  'GOPRIVATE',
  'GONOSUMDB',
  'GONOSUMCHECK',
  'GONOPROXY',
];

/** A first `go` in a module can have to download the toolchain that go.mod names. */
const GO_TIMEOUT = 180_000;

export interface GoOptions {
  dir: string;
  env: NodeJS.ProcessEnv;
  scope: Scope;
  /** Variables whose folder is to be tried, beside those that always are. */
  folders: readonly string[];
}

/** What was seen of Go. */
export interface GoLook {
  facts: GoFacts;
  /** `go env -json` as it is, credentials included: for child processes, never for a report. */
  env: Record<string, string>;
}

/** Looks at Go: every one on PATH, what the one in force says of itself, and where each value comes from. */
export async function lookAtGo({ dir, env, scope, folders }: GoOptions): Promise<GoLook> {
  const found = findOnPath('go', env);
  const path = found[0] ?? null;
  const goenv = readGoenv(env);
  const clean = {
    ...env,
    GOENV: 'off',
    GOTOOLCHAIN: 'local',
    GOROOT: '',
    GOFLAGS: '',
    GOOS: '',
    GOARCH: '',
    GOWORK: 'off',
    GO111MODULE: '',
    GOPATH: '',
    GOFIPS140: '',
    GOEXPERIMENT: '',
  };
  const [goEnv, own, onPath] = await Promise.all([
    path ? run(path, ['env', '-json'], { cwd: dir, env, scope, timeout: GO_TIMEOUT }) : undefined,
    path ? run(path, ['env', '-json', 'GOROOT', 'GOVERSION'], { cwd: dir, env: clean, scope, timeout: GO_TIMEOUT }) : undefined,
    Promise.all(found.map((file) => describe(file, dir, clean, scope))),
  ]);
  const values = json(goEnv, 'go is not on PATH');
  const known = 'value' in values ? values.value : {};
  const gorootPath = known.GOROOT || setting('GOROOT', env, goenv);
  const goroot = gorootPath ? inspectGoroot(gorootPath) : null;
  const shipped = readGorootEnv(gorootPath || undefined);
  const names = new Set([...ALWAYS, ...Object.keys(known)]);
  const [compiler, goflags, tried] = await Promise.all([
    known.GOTOOLDIR ? compilerVersion(known.GOTOOLDIR, env, scope) : null,
    path && known.GOFLAGS ? complaintAboutFlags(path, dir, env, scope) : null,
    tryFolders(known, folders),
  ]);
  const facts: GoFacts = {
    onPath,
    path,
    env:
      'value' in values
        ? { value: Object.fromEntries(Object.entries(known).map(([name, value]) => [name, withoutCredentials(value)])) }
        : values,
    origins: Object.fromEntries([...names].sort().map((name) => [name, redacted(originOf(name, env, goenv, shipped))])),
    own: ownFacts(own),
    goroot,
    compiler,
    goenv: {
      ...goenv,
      lines: goenv.lines.map((line) => ({ ...line, value: isGoName(line.name, names) ? withoutCredentials(line.value) : '(left out)' })),
    },
    goflags,
    folders: tried,
    real: { GOPATH: (known.GOPATH ?? '').split(delimiter).filter(Boolean).map(realOf), GOROOT: gorootPath ? [realOf(gorootPath)] : [] },
    elsewhere: path ? [] : goElsewhere(env),
  };
  return { facts, env: known };
}

/** Folders that Go makes itself when they are missing. */
const MADE_BY_GO = new Set(['GOCACHE', 'GOMODCACHE', 'GOPATH', 'GOBIN']);

async function tryFolders(values: Record<string, string>, names: readonly string[]): Promise<Record<string, Folder>> {
  const wanted = [...new Set(['GOCACHE', 'GOTMPDIR', 'GOBIN', ...names])].filter((name) =>
    isAbsolute(values[name]?.split(delimiter)[0] ?? ''),
  );
  const tried = await Promise.all(
    wanted.map(async (name) => {
      const path = values[name]?.split(delimiter)[0] as string;
      return [name, await tryFolder(path, { execute: name === 'GOTMPDIR', mayBeMade: MADE_BY_GO.has(name) })] as const;
    }),
  );
  return Object.fromEntries(tried);
}

function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** Where Go is usually installed, for a PATH that has none. */
function goElsewhere(env: NodeJS.ProcessEnv): string[] {
  const home = env.HOME || env.USERPROFILE;
  const sdks = home ? join(home, 'sdk') : '';
  const roots = [
    '/usr/local/go',
    '/usr/lib/go',
    '/usr/lib/golang',
    '/opt/go',
    '/opt/homebrew/opt/go/libexec',
    '/snap/go/current',
    'C:\\Program Files\\Go',
    ...listed('/usr/lib', /^go-\d/),
    ...(sdks ? listed(sdks, /^go/) : []),
  ];
  return roots
    .map((root) => join(root, 'bin', process.platform === 'win32' ? 'go.exe' : 'go'))
    .filter((file) => executable(file) !== undefined);
}

function listed(folder: string, name: RegExp): string[] {
  try {
    return readdirSync(folder)
      .filter((each) => name.test(each))
      .map((each) => join(folder, each));
  } catch {
    return [];
  }
}

/** The executable files of this name along PATH, first to last, each real file once. */
export function findOnPath(name: string, env: NodeJS.ProcessEnv): string[] {
  const names = process.platform === 'win32' ? [`${name}.exe`, `${name}.bat`, `${name}.cmd`] : [name];
  const path = env.PATH ?? env.Path ?? '';
  const seen = new Set<string>();
  const found: string[] = [];
  for (const folder of path.split(delimiter)) {
    // Go refuses to run programs found through "" and relative entries (os/exec.ErrDot).
    if (!isAbsolute(folder)) continue;
    for (const candidate of names.map((each) => join(folder, each))) {
      const real = executable(candidate);
      if (!real || seen.has(real)) continue;
      seen.add(real);
      found.push(candidate);
    }
  }
  return found;
}

function executable(file: string): string | undefined {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile() ? realpathSync(file) : undefined;
  } catch {
    return undefined;
  }
}

/** A Go tree says its version in a file; asking a shim (asdf, a wrapper script) takes running it. */
async function describe(path: string, dir: string, env: NodeJS.ProcessEnv, scope: Scope): Promise<GoFacts['onPath'][number]> {
  const real = realpathSync(path);
  const inTree = versionFile(dirname(dirname(real)));
  if (inTree) return { path, real, version: inTree };
  const { stdout } = await run(path, ['version'], { cwd: dir, env, scope, timeout: 10_000 });
  return { path, real, version: /^go version (\S+)/.exec(stdout)?.[1] ?? null };
}

function versionFile(goroot: string): string | null {
  try {
    return firstLine(readFileSync(join(goroot, 'VERSION'), 'utf8')).split(' ')[0] || null;
  } catch {
    return null;
  }
}

function inspectGoroot(path: string): GoFacts['goroot'] {
  const exists = existsSync(path);
  const complete = existsSync(join(path, 'src', 'runtime')) && (existsSync(join(path, 'pkg', 'tool')) || existsSync(join(path, 'pkg')));
  return { path, exists, version: versionFile(path), complete };
}

function setting(name: string, env: NodeJS.ProcessEnv, goenv: GoFacts['goenv']): string {
  return env[name] || goenv.lines.findLast((line) => line.name === name)?.value || '';
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

/** User names and passwords in URLs never get into facts. */
export function withoutCredentials(value: string): string {
  return value.replace(/([a-z][a-z0-9+.-]*:\/\/)[^/\s@,|]*@/gi, '$1');
}

function redacted<T extends { written?: string }>(origin: T): T {
  return origin.written === undefined ? origin : { ...origin, written: withoutCredentials(origin.written) };
}

function isGoName(name: string, names: Set<string>): boolean {
  return names.has(name);
}

/** Resolves a path of `go env` against the project's folder, as the go command would. */
export function resolveIn(dir: string, path: string): string {
  return isAbsolute(path) ? path : resolve(dir, path);
}
