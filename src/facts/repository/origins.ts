import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Origin } from '../../model/facts.js';
import { withoutCredentials } from '../../model/seen.js';
import type { Setting } from '../../model/setting.js';
import { goenvPath } from '../goenv.js';
import type { WorkflowContext } from '../workflow.js';
import { expand } from './expand.js';
import { repositoryRoot } from './files.js';
import { type SettingsOptions, settingsOf } from './settings/index.js';
import { isGoVariable } from './settings/names.js';

/** Where the check runs, as far as that decides which files can have set a variable. */
export interface Here {
  env: NodeJS.ProcessEnv;
  /** The folder of the repository. */
  root: string;
  workflow: WorkflowContext | undefined;
  container: boolean;
}

/**
 * What the files here set, for the variables that are set; nothing is read when none is.
 * Outside of CI the shell's profiles are read as well.
 */
export async function settingsHere(dir: string, env: NodeJS.ProcessEnv, workflow: WorkflowContext | undefined): Promise<Setting[]> {
  const file = goenvPath(env);
  if (!Object.keys(env).some((name) => env[name] && isGoVariable(name)) && !(file && existsSync(file))) return [];
  const root = rootOf(dir, workflow);
  const own = settingsOf(root, { profiles: profilesHere(env) });
  if (workflow === undefined || workflow.workspace === root) return (await own).settings;
  // The workflow that runs is not in a repository that was checked out beside it.
  const running = settingsOf(workflow.workspace, { writers: ['workflow', 'action'] });
  return [...(await running).settings, ...(await own).settings];
}

/** Where the shell's profiles are, on a developer's machine. */
export function profilesHere(env: NodeJS.ProcessEnv): SettingsOptions['profiles'] {
  const home = env.HOME || env.USERPROFILE;
  return env.CI || !home ? undefined : { home, etc: '/etc' };
}

/** The repository that holds a folder; where nothing says so, the workspace of the workflow. */
export function rootOf(dir: string, workflow: WorkflowContext | undefined): string {
  const root = repositoryRoot(dir);
  if (existsSync(join(root, '.git')) || workflow === undefined) return root;
  return relative(workflow.workspace, dir).startsWith('..') ? root : workflow.workspace;
}

/**
 * Gives variables of the process environment the line of the file that set them, and those of the GOENV file the line that ran `go env -w`,
 * where one line is the likeliest by far.
 */
export function placeOrigins(origins: Record<string, Origin>, settings: readonly Setting[], here: Here): void {
  for (const [name, origin] of Object.entries(origins)) {
    if (origin.source === 'environment') {
      const found = originIn(settings, name, here.env[name] ?? '', here);
      if (!found) continue;
      const writer =
        found.writer === 'workflow' || found.writer === 'action' ? 'workflow' : found.writer === 'dockerfile' ? 'image' : undefined;
      Object.assign(origin, { place: found.place }, found.text === undefined ? {} : { text: found.text }, writer ? { writer } : {});
    } else if (origin.source === 'go-env-w') {
      const value = origin.written ?? '';
      const by = alone(settings.filter((each) => each.variable === name && each.reach === 'go-env-w' && hasValue(each, value, here)));
      if (by) origin.commandAt = by.place;
    }
  }
}

/** The line that set a variable of the process environment to its value; undefined where that is not clear. */
export function originIn(settings: readonly Setting[], variable: string, value: string, here: Here): Setting | undefined {
  const own = settings.filter((each) => each.variable === variable && REACHES_PROCESS.includes(each.reach));
  const equal = own.filter((each) => hasValue(each, value, here));
  for (const place of PLACES) {
    const found = equal.filter((each) => place.is(each, here));
    if (found.length > 0) return place.first ? found[0] : alone(found);
  }
  const lasting = equal.filter((each) => (each.reach === 'environment' || each.reach === 'later-steps') && canBeHere(each, here));
  return expressionOf(own, here) ?? (lasting.length === 1 ? lasting[0] : undefined);
}

const REACHES_PROCESS: readonly Setting['reach'][] = ['environment', 'later-steps', 'script', 'command'];

/** Whether what such a file sets can be in force where the check runs, without a sign that it is. */
function canBeHere({ writer }: Setting, { workflow, container, env }: Here): boolean {
  if (writer === 'workflow' || writer === 'action') return workflow !== undefined;
  if (writer === 'dockerfile' || writer === 'compose' || writer === 'devcontainer') return container || inDevcontainer(env);
  return writer !== 'makefile';
}

/** Kinds of places, the likeliest first; with `first`, of several lines the first is it. */
const PLACES: readonly { is(setting: Setting, here: Here): boolean; first?: true }[] = [
  { is: (each, here) => isOfJob(each, here) && each.reach === 'environment', first: true },
  { is: (each, here) => isOfJob(each, here) && each.reach === 'later-steps' },
  { is: (each, here) => isOfJob(each, here) },
  { is: (each, { workflow }) => workflow !== undefined && each.writer === 'action' && each.reach === 'later-steps' },
  { is: (each, { env }) => each.writer === 'devcontainer' && inDevcontainer(env) },
  { is: (each, { container, env }) => each.writer === 'dockerfile' && each.reach === 'environment' && (container || inDevcontainer(env)) },
  { is: (each, { container }) => each.writer === 'compose' && container },
  { is: (each, { env }) => each.writer === 'envrc' && env.DIRENV_DIR !== undefined },
  { is: (each, { env }) => each.writer === 'dotenv' && env.DIRENV_DIR !== undefined },
  { is: (each, { env }) => each.writer === 'makefile' && env.MAKELEVEL !== undefined },
  { is: (each, { env }) => each.writer === 'vscode-settings' && (env.TERM_PROGRAM === 'vscode' || env.VSCODE_PID !== undefined) },
  { is: (each, { env }) => each.writer === 'shell-profile' && !env.CI, first: true },
];

/** Whether it is in the workflow that runs, and of the job that runs or of all. */
function isOfJob({ writer, place, job }: Setting, { workflow }: Here): boolean {
  if (writer !== 'workflow' || workflow === undefined) return false;
  const running = runningFile(workflow);
  if (running !== undefined && !place.file.replaceAll('\\', '/').endsWith(running)) return false;
  return job === undefined || workflow.job === undefined || job === workflow.job;
}

function runningFile({ ref }: WorkflowContext): string | undefined {
  return /\/(\.github\/workflows\/[^@]+)@/.exec(ref ?? '')?.[1];
}

/** The `${{ … }}` of the running job that set a variable which no other line sets there: what it was, only the runner knows. */
function expressionOf(settings: readonly Setting[], here: Here): Setting | undefined {
  const ofJob = settings.filter((each) => isOfJob(each, here));
  const [only, ...others] = ofJob;
  return only?.value === null && others.length === 0 && only.reach === 'environment' && only.written.includes('${{') ? only : undefined;
}

/** Variables that VS Code, Codespaces and the CLI of dev containers set in them. */
function inDevcontainer(env: NodeJS.ProcessEnv): boolean {
  return env.REMOTE_CONTAINERS === 'true' || env.CODESPACES === 'true' || env.DEVCONTAINER === 'true';
}

/** Several lines of one file say the same in several stages or jobs: the last of them. Of several files, which one cannot be told. */
function alone(settings: readonly Setting[]): Setting | undefined {
  return new Set(settings.map((each) => each.place.file)).size === 1 ? settings.at(-1) : undefined;
}

function hasValue({ value, written }: Setting, inForce: string, { env, root }: Here): boolean {
  if (inForce === '') return false;
  const set = value ?? expand(written, { env, root });
  return set !== undefined && withoutCredentials(set) === withoutCredentials(inForce);
}
