import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readGoenv } from '../../src/facts/goenv.js';
import { originsOf } from '../../src/facts/origins.js';
import { projectFacts } from '../../src/facts/project.js';
import type { Origin } from '../../src/model/facts.js';
import { linkedGoroot } from './toolchain.js';
import { exec } from './world.js';

/** A folder with a home, Go trees and a project, which one run of a go command has for itself. */
export interface Place {
  dir: string;
  /** The project's folder. */
  project: string;
  /** The go command of the first tree. */
  go: string;
  env: NodeJS.ProcessEnv;
  /** The Go that it is. */
  version: string;
}

/** Where a build cache is looked for in the course of the tests. */
const CACHES = ['home/.cache/go-build', 'home-x/.cache/go-build', 'home-x/go-build', 'xdg/go-build', 'cache-x', 'cache-y'];
const FOLDERS = ['home', 'home-x', 'xdg/go', 'project', 'tmp', 'tmp-x', 'tmp-y', 'empty'];

export interface Installed {
  goroot: string;
  version: string;
}

/**
 * @param installed the Go whose tree is linked
 * @param files what go.env of the trees says, and what the GOENV file says; in both `<dir>` is the place's folder. And which trees there are
 */
export function makePlace(dir: string, { goroot, version }: Installed, { shipped = '', goenv = '', trees = ['goroot'] } = {}): Place {
  const here = (text: string) => text.replaceAll('<dir>', dir);
  for (const each of FOLDERS) mkdirSync(join(dir, each), { recursive: true });
  // One cache behind all names: Go keeps the C compiler's answers in it.
  const cache = join(dirname(dir), 'gocache');
  mkdirSync(cache, { recursive: true });
  for (const each of CACHES) {
    mkdirSync(dirname(join(dir, each)), { recursive: true });
    symlinkSync(cache, join(dir, each));
  }
  for (const each of trees) linkedGoroot(goroot, join(dir, each), here(shipped));
  writeFileSync(join(dir, 'xdg', 'go', 'env'), here(goenv));
  const project = join(dir, 'project');
  writeFileSync(join(project, 'go.mod'), 'module example.test/app\n\ngo 1.21\n');
  const bin = join(dir, 'goroot', 'bin');
  const env = { PATH: `${bin}:${process.env.PATH}`, HOME: join(dir, 'home'), TMPDIR: join(dir, 'tmp'), GO_TELEMETRY_CHILD: '2' };
  return { dir, project, go: join(bin, 'go'), env, version };
}

export interface Answer {
  /** What `go env -json` says, with the place's folder as `<dir>` and no name by chance. */
  values: Record<string, string>;
  /** What we say of it. */
  origins: Record<string, Origin>;
}

/** Asks the go command, and us. @param names all when it is left out */
export async function ask({ dir, project, go, env, version }: Place, names: readonly string[] = []): Promise<Answer> {
  const ran = await exec(go, ['env', '-json', ...names], { cwd: project, env });
  if (ran.code !== 0) throw new Error(`go env: ${ran.stderr}`);
  const value: Record<string, string> = JSON.parse(ran.stdout);
  const own = { value: { goroot: join(dir, 'goroot'), version } };
  const origins = originsOf({ env, goenv: readGoenv(env), goEnv: { value }, own, path: go }, projectFacts(project, env));
  return { values: JSON.parse(ran.stdout.replaceAll(dir, '<dir>').replace(/go-build\d+/g, 'go-build')), origins };
}
