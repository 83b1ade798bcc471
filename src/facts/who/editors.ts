import { existsSync, realpathSync, statSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import { valueAt } from '../../model/value-at.js';
import type { Ran } from '../../model/who.js';
import { findOnPath, versionFile } from '../on-path.js';
import { readRepositoryFile } from '../repository/files.js';
import { readJsonc } from '../repository/versions/jsonc.js';

/** What an editor goes by: the repository's root, the environment, and the go that a shell has. */
export interface EditorView {
  root: string;
  env: NodeJS.ProcessEnv;
  shell: Ran;
}

interface Setting {
  value: string;
  /** `workspace` or `user`. */
  of: string;
}

/**
 * The go of VS Code by its settings, the workspace's before the user's, in the order of vscode-go: `go.alternateTools`, `go.goroot`, PATH.
 * A program that a file of the repository names is not started: its version is read from the tree that it is in.
 * https://github.com/golang/vscode-go/wiki/advanced#choosing-a-different-version-of-go
 */
export function vsCode(view: EditorView): Ran[] {
  const settings = [
    { of: 'workspace', json: settingsIn(view.root, join(view.root, '.vscode', 'settings.json')) },
    ...userSettings(view.env).map((file) => ({ of: 'user', json: settingsIn(dirname(file), file) })),
  ];
  const setting = (...path: string[]): Setting | undefined =>
    settings.flatMap(({ of, json }) => {
      const value = valueAt(json, path);
      return typeof value === 'string' && value !== '' ? [{ of, value }] : [];
    })[0];
  const tools = setting('go.toolsManagement.go');
  return [chosen(setting, view), ...(tools ? [byPath('VS Code, to build dlv', 'go.toolsManagement.go', tools, view)] : [])];
}

function chosen(setting: (...path: string[]) => Setting | undefined, view: EditorView): Ran {
  const alternate = setting('go.alternateTools', 'go');
  if (alternate) return byPath('VS Code', 'go.alternateTools', alternate, view);
  const goroot = setting('go.goroot');
  if (!goroot) return { ...view.shell, who: 'VS Code', note: 'no setting names one: from PATH' };
  const folder = expand(goroot.value, view);
  if (isFolder(folder)) return ofTree('VS Code', folder, `go.goroot of the ${goroot.of}`);
  return { ...view.shell, who: 'VS Code', note: `go.goroot of the ${goroot.of} is ignored: ${folder} is no folder; from PATH` };
}

function byPath(who: string, name: string, { value, of }: Setting, view: EditorView): Ran {
  const path = expand(value, view);
  const note = `${name} of the ${of}`;
  const file = isAbsolute(path) ? path : findOnPath(path, view.env)[0];
  if (!file || !existsSync(file)) return { who, version: null, path: null, lacks: 'go', note: `${note} names ${path}, which is not there` };
  const version = versionFile(dirname(dirname(realpathSync(file))));
  return { who, version, path: file, note: version ? note : `${note}: it cannot be told without starting it` };
}

/**
 * The go of GoLand: the SDK in `.idea/workspace.xml`, which JetBrains' IDEs keep out of git.
 * A name of an SDK alone (`Go 1.26`) leads to a folder only in the IDE's own settings.
 */
export async function goLand({ root, env }: EditorView): Promise<Ran> {
  const who = 'GoLand';
  const files = ['workspace.xml', 'misc.xml'].flatMap((name) => readRepositoryFile(root, join(root, '.idea', name)) ?? []);
  if (files.length === 0) return { who, version: null, path: null, note: 'there is no .idea here' };
  const { sdksIn } = await import('../repository/versions/goland.js');
  const sdks = files.flatMap(({ path, text }) => sdksIn(text).map((sdk) => ({ ...sdk, path })));
  const [sdk] = [...sdks.filter(({ folder }) => folder), ...sdks];
  if (!sdk) return { who, version: null, path: null, note: '.idea names no Go SDK: the IDE chooses one by itself' };
  const at = `${sdk.path}:${sdk.line}`;
  if (sdk.folder === undefined)
    return { who, version: null, path: null, note: `${at} names the SDK "${sdk.name}"; only the IDE knows its folder` };
  const folder = sdk.folder.replace('$USER_HOME$', env.HOME ?? '').replace('$PROJECT_DIR$', root);
  return isFolder(folder)
    ? ofTree(who, folder, at)
    : { who, version: null, path: null, lacks: 'go', note: `${at} names ${folder}, which is not there` };
}

function ofTree(who: string, folder: string, note: string): Ran {
  const version = versionFile(folder);
  return { who, version, path: join(folder, 'bin', 'go'), note: version ? note : `${note}: the folder has no file VERSION` };
}

/** Where VS Code keeps the settings of a user. https://code.visualstudio.com/docs/configure/settings#_user-settingsjson-location */
function userSettings(env: NodeJS.ProcessEnv): string[] {
  const home = env.HOME || env.USERPROFILE || '';
  const folder =
    process.platform === 'win32'
      ? (env.APPDATA ?? '')
      : process.platform === 'darwin'
        ? join(home, 'Library', 'Application Support')
        : env.XDG_CONFIG_HOME || join(home, '.config');
  return home === ''
    ? []
    : [join(folder, 'Code', 'User', 'settings.json'), join(home, '.vscode-server', 'data', 'Machine', 'settings.json')];
}

function settingsIn(root: string, file: string): unknown {
  const text = readRepositoryFile(root, file)?.text;
  return text === undefined ? undefined : readJsonc(text).value;
}

/** Variables of settings that vscode-go fills in. */
function expand(value: string, { root, env }: EditorView): string {
  return value
    .replace(/\$\{workspace(Folder|Root)\}/g, root)
    .replace(/\$\{env:(\w+)\}/g, (_, name) => (env[name] ?? '').split(delimiter)[0] ?? '')
    .replace(/^~(?=$|[\\/])/, env.HOME || env.USERPROFILE || '~');
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
