import { writeFileSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join, relative } from 'node:path';
import { type Candidate, foldersOf, type Parts } from './candidates.js';

/** Where GOENV files for tries are written. */
export interface Scratch {
  /** A folder that is no temporary one: a GOENV file there would be a fault of its own. */
  neutral: string;
  /** One beside the file that GOENV names, as far as that can be: its place can be the fault. */
  beside: string;
}

/**
 * The clean environment with some of the candidates, in all of which it is the environment that was taken apart.
 * The user's GOENV file is read when all of its lines are wanted, and never written: some of them go into a file of ours.
 */
export function putTogether({ env, dir, goenv, clean, groups }: Parts, some: ReadonlySet<Candidate>, scratch: Scratch): NodeJS.ProcessEnv {
  const all = groups.flat();
  const chosen = all.filter((each) => some.has(each));
  const variables = chosen.filter(({ kind }) => kind === 'variable').map(({ name, value }) => [name, value]);
  const made: NodeJS.ProcessEnv = { ...clean.env, ...Object.fromEntries(variables), PATH: pathOf(env, clean.path, all, some) };

  const wanted = chosen.filter(({ kind }) => kind === 'goenv-line');
  const whole = wanted.length === goenv.lines.length;
  const named = goenv.explicit && chosen.some(({ kind, name }) => kind === 'variable' && name === 'GOENV');
  const isDefault = !goenv.explicit && goenv.path !== null && made.XDG_CONFIG_HOME === env.XDG_CONFIG_HOME;
  if (named && whole) return made;
  delete made.GOENV;
  if (isDefault && whole && (wanted.length > 0 || chosen.some(({ kind }) => kind === 'goenv-file'))) return made;
  if (wanted.length === 0 && !named) return { ...made, GOENV: 'off' };
  const file = join(named ? scratch.beside : scratch.neutral, 'env');
  writeFileSync(file, wanted.map(({ name, value }) => `${name}=${value}\n`).join(''));
  return { ...made, GOENV: named && !isAbsolute(env.GOENV ?? '') ? relative(dir, file) : file };
}

/** The clean PATH, with folders before all that they are before here; the order of PATH itself is a candidate too. */
function pathOf(env: NodeJS.ProcessEnv, clean: readonly string[], all: readonly Candidate[], some: ReadonlySet<Candidate>): string {
  const ours = all.filter(({ kind }) => kind === 'path-folder' || kind === 'path-order');
  if (env.PATH !== undefined && ours.every((each) => some.has(each))) return env.PATH;
  const here = [...new Set(foldersOf(env))];
  const wanted = new Set(ours.flatMap((each) => (each.kind === 'path-folder' && some.has(each) ? [each.value] : [])));
  if (ours.some((each) => each.kind === 'path-order' && some.has(each))) {
    const kept = here.filter((each) => wanted.has(each) || clean.includes(each));
    return [...kept, ...clean.filter((each) => !kept.includes(each))].join(delimiter);
  }
  const path = [...clean];
  for (const folder of here.filter((each) => wanted.has(each))) {
    const after = here.slice(here.indexOf(folder));
    const at = path.findIndex((each) => clean.includes(each) && after.includes(each));
    path.splice(at < 0 ? path.length : at, 0, folder);
  }
  return path.join(delimiter);
}

/** The folder to put a file beside the one that GOENV names. */
export function besideOf({ goenv, dir }: Parts): string {
  return dirname(isAbsolute(goenv.path ?? '') ? (goenv.path as string) : join(dir, goenv.path ?? ''));
}
