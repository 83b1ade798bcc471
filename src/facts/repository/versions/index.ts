import { realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { basename } from 'node:path/posix';
import { setImmediate as pause } from 'node:timers/promises';
import { rangeOfSpec } from '../../../match/go-range.js';
import type { Declared } from '../../../model/declared.js';
import type { ProjectFacts } from '../../../model/facts.js';
import { findFiles, type RepositoryFile, readRepositoryFile, repositoryRoot } from '../files.js';
import type { Declaration } from './declaration.js';
import type { DevcontainerBuild } from './devcontainer.js';
import { followed, ofModFile } from './go-mod.js';
import { folderOf, KINDS, type Kind } from './kinds.js';
import { type Modules, meantFor, moduleAt, upwards } from './modules.js';

/** Declarations of one repository at most: what a report can bear, and more than people have. */
const MAX_DECLARED = 300;
/** Characters that are parsed, of one file and of all: parsers take seconds for a megabyte. */
const MAX_TEXT = { one: 1 << 17, all: 1 << 20 };
const MODULE_FILE = /(^|\/)go\.(mod|work)$/;
const NEAREST = KINDS.filter((kind) => kind.names !== undefined);
const SPREAD = new RegExp(KINDS.flatMap((kind) => (kind.names ? [] : kind.path.source)).join('|'));

type Project = Pick<ProjectFacts, 'dir' | 'goMod' | 'goWork'>;

/**
 * Every place of the repository that says which Go is meant, with who uses it, and whether it is meant for this module.
 * A file that cannot be read as what it should be is a place whose version cannot be told. It pauses before each file: others wait for children meanwhile.
 */
export async function declaredVersions(project: Project): Promise<Declared[]> {
  await pause();
  const home = project.goMod ? dirname(project.goMod.file) : project.dir;
  const root = repositoryRoot(home);
  const within = (folder: string) => slashed(relative(root, folder)) || '.';
  const found = findFiles(root, (path) => MODULE_FILE.test(path) || SPREAD.test(path));
  const modules: Modules = {
    home: within(home),
    all: found.filter((file) => file.endsWith('go.mod')).map((file) => within(dirname(file))),
    work: project.goWork ? within(dirname(project.goWork.file)) : null,
  };
  const wanted = [...nearest(root, modules.home), ...found.filter((file) => !MODULE_FILE.test(slashed(file)))];
  const files = wanted.flatMap((file) => readInside(root, file) ?? []);
  const read = (path: string) => readInside(root, join(root, path))?.text;
  const builds = await buildsOf(files);
  const declared: Declared[] = [];
  let left = MAX_TEXT.all;
  for (const file of files) {
    const kind = kindOf(file.path);
    if (!kind?.hint.test(file.text)) continue;
    await pause();
    left -= file.text.length;
    const found = left < 0 ? unread(file, 'what was read before it is enough') : await declarationsOf(kind, file, builds);
    declared.push(...found.map((each) => placed(each, file, modules, read)));
  }
  return [...needs(project, root), ...declared].slice(0, MAX_DECLARED);
}

/** Of files that are looked for upwards from the module, the nearest of each kind. Like everybody who reads them, it follows links. */
function nearest(root: string, home: string): string[] {
  const folders = upwards(home).map((folder) => join(root, folder));
  return NEAREST.flatMap((kind) => {
    const files = folders.flatMap((folder) => (kind.names ?? []).map((name) => join(folder, name)));
    return files.find((file) => kind.hint.test(readInside(root, file)?.text ?? '')) ?? [];
  });
}

/** A file that is in the repository, links resolved: what is outside is nobody's declaration. */
function readInside(root: string, file: string): RepositoryFile | undefined {
  try {
    const real = relative(realpathSync(root), realpathSync(file));
    return real.startsWith('..') || isAbsolute(real) ? undefined : readRepositoryFile(root, file);
  } catch {
    return undefined;
  }
}

function kindOf(path: string): Kind | undefined {
  return KINDS.find((kind) => kind.path.test(path));
}

/** Dockerfiles that a devcontainer.json is built from, by their path. */
async function buildsOf(files: readonly RepositoryFile[]): Promise<Map<string, DevcontainerBuild>> {
  const containers = files.filter(({ path, text }) => /devcontainer\.json$/.test(path) && /dockerfile/i.test(text));
  if (containers.length === 0) return new Map();
  const { buildOf } = await import('./devcontainer.js');
  const builds = containers.flatMap(({ path, text }) => buildOf(text, dirname(path)) ?? []);
  return new Map(builds.map((build) => [build.dockerfile, build]));
}

async function declarationsOf(kind: Kind, file: RepositoryFile, builds: ReadonlyMap<string, DevcontainerBuild>): Promise<Declaration[]> {
  const { path, text } = file;
  if (text.length > MAX_TEXT.one) return unread(file, `it has ${text.length} characters, which is more than anybody writes`);
  const parse = await kind.load();
  try {
    return parse(text, path, builds);
  } catch (error) {
    return unread(file, (error as Error).message.split('\n')[0] ?? '');
  }
}

function unread({ path }: RepositoryFile, why: string): Declaration[] {
  return [
    { by: 'file', role: 'reader', user: basename(path), line: 1, written: '', range: null, reason: `the file cannot be read: ${why}` },
  ];
}

function placed(each: Declaration, file: RepositoryFile, modules: Modules, read: (path: string) => string | undefined): Declared {
  const { line, column, folder: told, module, aside, switches = true, alternative = false, ...rest } = each;
  const own = folderOf(file.path);
  const folder = told ?? (module === undefined ? undefined : moduleAt(module, own, modules)) ?? own;
  return {
    ...rest,
    ...(each.follows === undefined ? {} : following(each.follows, read)),
    place: { file: file.file, line, ...(column === undefined ? {} : { column }) },
    path: file.path,
    switches,
    alternative,
    ours: aside !== true && meantFor(each.role, folder, modules),
  };
}

function following(path: string, read: (path: string) => string | undefined): Partial<Declared> {
  const text = read(path);
  const version = text === undefined ? undefined : followed(text, basename(path));
  const range = version === undefined ? undefined : rangeOfSpec(version);
  if (range) return { range, reason: undefined };
  return { range: null, reason: text === undefined ? `there is no file ${path}` : `${path} names no version of Go` };
}

/** What the go command itself reads. */
function needs({ goMod, goWork }: Project, root: string): Declared[] {
  return ([goMod, goWork] as const).flatMap((mod, at) => {
    const file = mod ? readRepositoryFile(root, mod.file) : undefined;
    if (!file) return [];
    return ofModFile(file.text, at === 0 ? 'go.mod' : 'go.work').map(({ line, column, ...rest }) => ({
      ...rest,
      place: { file: file.file, line },
      path: file.path,
      switches: true,
      alternative: false,
      ours: true,
    }));
  });
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}
