import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ProjectFacts } from '../../model/facts.js';
import { GO_VARIABLES } from '../../model/go-variables.js';
import type { Ran, WhoFacts } from '../../model/who.js';
import { firstLine, run } from '../../system/run.js';
import type { Scope } from '../../system/scope.js';
import { describeGo, findOnPath, versionFile } from '../on-path.js';
import { projectFacts } from '../project.js';
import { repositoryRoot } from '../repository/files.js';
import { declaredVersions } from '../repository/versions/index.js';
import { goLand, vsCode } from './editors.js';
import { loginShell } from './login-shell.js';

/** In a module the first go command can have to download the toolchain that go.mod names. */
const GO_TIMEOUT = 180_000;
const TOOL_TIMEOUT = 10_000;

interface Place {
  dir: string;
  env: NodeJS.ProcessEnv;
  scope: Scope;
}

/** Looks at every Go that somebody would run here: this shell and its tools, a login shell, editors, and what the repository's files say. */
export async function whoFacts({ dir, env, scope }: Place): Promise<WhoFacts> {
  const project = projectFacts(dir, env);
  const go = findOnPath('go', env)[0];
  const [shell, inProject, compile, format, login, declared] = await Promise.all([
    byItself(go, { dir, env, scope }),
    running(go, project, { dir, env, scope }),
    compiler(go, { dir, env, scope }),
    gofmt({ dir, env, scope }),
    loginShell(dir, env, scope),
    declaredVersions(project),
  ]);
  const root = repositoryRoot(project.goMod ? dirname(project.goMod.file) : dir);
  const view = { root, env, shell };
  return { dir, shell, project: inProject, compile, others: [format, login, ...vsCode(view), await goLand(view)], declared };
}

const NONE = { version: null, path: null } as const;
const NO_GO = { ...NONE, lacks: 'go', note: 'no go on PATH' } as const;
const NO_ANSWER = { ...NONE, lacks: 'answer' } as const;

async function byItself(go: string | undefined, { dir, env, scope }: Place): Promise<Ran> {
  const who = 'this shell';
  if (!go) return { who, ...NO_GO };
  const clean = {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !GO_VARIABLES.includes(name))),
    GOENV: 'off',
    GOTOOLCHAIN: 'local',
  };
  const { version } = await describeGo(go, dir, clean, scope);
  return { who, version, path: go, note: version ? 'by itself: GOTOOLCHAIN=local' : 'it does not tell its version' };
}

async function running(go: string | undefined, project: ProjectFacts, { dir, env, scope }: Place): Promise<Ran> {
  const who = 'in the project';
  if (!go) return { who, ...NO_GO };
  const { code, stdout, stderr, error } = await run(go, ['env', 'GOVERSION', 'GOROOT', 'GOTOOLCHAIN'], {
    cwd: dir,
    env,
    scope,
    timeout: GO_TIMEOUT,
  });
  if (code !== 0) return { who, ...NO_ANSWER, note: error ?? firstLine(stderr) };
  const [version = '', goroot = '', toolchain = ''] = stdout.split('\n');
  const line = project.goWork?.toolchain ?? project.goWork?.go ?? project.goMod?.toolchain ?? project.goMod?.go;
  const asked = line ? `; go.${project.goWork ? 'work' : 'mod'} asks for ${line.value}` : '';
  return { who, version: version.split(' ')[0] || null, path: join(goroot, 'bin', 'go'), note: `GOTOOLCHAIN=${toolchain}${asked}` };
}

async function compiler(go: string | undefined, { dir, env, scope }: Place): Promise<Ran> {
  const who = 'go tool compile';
  if (!go) return { who, ...NO_GO };
  const [said, path] = await Promise.all([
    run(go, ['tool', 'compile', '-V'], { cwd: dir, env, scope, timeout: GO_TIMEOUT }),
    run(go, ['env', 'GOTOOLDIR'], { cwd: dir, env, scope, timeout: GO_TIMEOUT }),
  ]);
  const version = /version (go\S+)/.exec(said.stdout)?.[1] ?? null;
  if (!version) return { who, ...NO_ANSWER, note: said.error ?? (firstLine(said.stderr) || 'it names no version') };
  return { who, version, path: join(path.stdout.trim(), 'compile'), note: '' };
}

/** The gofmt on PATH, and the tree that it is of; one that was built by itself says which Go built it. */
async function gofmt({ dir, env, scope }: Place): Promise<Ran> {
  const who = 'gofmt';
  const file = findOnPath('gofmt', env)[0];
  if (!file) return { who, ...NONE, note: 'there is none on PATH' };
  const goroot = dirname(dirname(realpathSync(file)));
  const inTree = versionFile(goroot);
  if (inTree) return { who, version: inTree, path: file, note: `of GOROOT ${goroot}` };
  const go = findOnPath('go', env)[0];
  const said = go
    ? await run(go, ['version', realpathSync(file)], { cwd: dir, env: { ...env, GOTOOLCHAIN: 'local' }, scope, timeout: TOOL_TIMEOUT })
    : undefined;
  const version = /: (go\S+)\s*$/.exec(said?.stdout ?? '')?.[1] ?? null;
  return { who, version, path: file, note: version ? 'of no tree: the Go that built it' : 'it is in no Go tree' };
}
