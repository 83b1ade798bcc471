import { accessSync, constants, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import type { GoFacts } from '../model/facts.js';
import { firstLine, run } from '../system/run.js';
import type { Scope } from '../system/scope.js';

/** Where Go is usually installed, for a PATH that has none. */
export function goElsewhere(env: NodeJS.ProcessEnv): string[] {
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

/** The folders of PATH that count: Go refuses to run programs found through "" and relative entries (os/exec.ErrDot). */
export function foldersOnPath(env: NodeJS.ProcessEnv): string[] {
  return (env.PATH ?? env.Path ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
}

/** The executable files of this name along PATH, first to last, each real file once. */
export function findOnPath(name: string, env: NodeJS.ProcessEnv): string[] {
  const names = process.platform === 'win32' ? [`${name}.exe`, `${name}.bat`, `${name}.cmd`] : [name];
  const seen = new Set<string>();
  const found: string[] = [];
  for (const folder of foldersOnPath(env)) {
    for (const candidate of names.map((each) => join(folder, each))) {
      const real = executable(candidate);
      if (!real || seen.has(real)) continue;
      seen.add(real);
      found.push(candidate);
    }
  }
  return found;
}

/** The program of this name in a folder; undefined when there is none that can be started. */
export function executableIn(folder: string, name: string): string | undefined {
  const file = join(folder, process.platform === 'win32' ? `${name}.exe` : name);
  return executable(file) && file;
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
export async function describeGo(path: string, dir: string, env: NodeJS.ProcessEnv, scope: Scope): Promise<GoFacts['onPath'][number]> {
  const real = realpathSync(path);
  const inTree = versionFile(dirname(dirname(real)));
  if (inTree) return { path, real, version: inTree };
  const { stdout } = await run(path, ['version'], { cwd: dir, env, scope, timeout: 10_000 });
  return { path, real, version: /^go version (\S+)/.exec(stdout)?.[1] ?? null };
}

/** The version that a Go tree says it is, by its file VERSION. */
export function versionFile(goroot: string): string | null {
  try {
    return firstLine(readFileSync(join(goroot, 'VERSION'), 'utf8')).split(' ')[0] || null;
  } catch {
    return null;
  }
}

/** Where go install puts programs: GOBIN, else bin of the first folder of GOPATH. */
export function installsOf({ GOBIN, GOPATH = '' }: Record<string, string>, env: NodeJS.ProcessEnv): GoFacts['installs'] {
  const [first] = GOPATH.split(delimiter).filter(Boolean);
  const folder = GOBIN || (first && join(first, 'bin'));
  return folder ? { folder, onPath: foldersOnPath(env).some((each) => realOf(each) === realOf(folder)) } : null;
}

/** The first gofmt of PATH, when it lies elsewhere than the first go, and is of another tree. */
export function foreignGofmt(go: string, env: NodeJS.ProcessEnv): GoFacts['gofmt'] {
  const [path] = findOnPath('gofmt', env);
  if (!path || dirname(path) === dirname(go)) return null;
  const [real, own] = [realOf(path), realOf(go)].map((file) => ({ file, tree: dirname(dirname(file)) })) as [Tree, Tree];
  const version = versionFile(real.tree);
  return real.tree === own.tree || (version !== null && version === versionFile(own.tree)) ? null : { path, real: real.file, version };
}

interface Tree {
  file: string;
  tree: string;
}

/** The path without symbolic links; as it is when it leads nowhere. */
export function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
