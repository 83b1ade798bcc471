import { dirname, resolve } from 'node:path';
import type { RepositoryFile } from '../files.js';
import { elements, member, members, type Node, noted, parseJson, textIn, variablesIn } from './json.js';
import { type Noted, settingsIn } from './note.js';
import type { EnvFile, Reading } from './reading.js';

/** What VS Code gives to Go: `.vscode/settings.json`. @throws Error where it is no JSON */
export function readVscodeSettings(file: RepositoryFile): Reading {
  const root = parseJson(file.text);
  const folder = dirname(dirname(file.file));
  return { settings: settingsIn(file, 'vscode-settings', fromSettings(root)), envFiles: testEnvFile(root, folder) };
}

/** A workspace of VS Code: its settings and its launch configurations. @throws Error where it is no JSON */
export function readCodeWorkspace(file: RepositoryFile): Reading {
  const root = parseJson(file.text);
  const folder = dirname(file.file);
  const [settings, launch] = [member(root, 'settings'), member(root, 'launch')];
  return {
    settings: [...settingsIn(file, 'vscode-settings', fromSettings(settings)), ...settingsIn(file, 'vscode-launch', fromLaunch(launch))],
    envFiles: [...testEnvFile(settings, folder), ...launchEnvFiles(launch, folder)],
  };
}

/** What dlv and the program get that VS Code starts: `.vscode/launch.json`. @throws Error where it is no JSON */
export function readLaunch(file: RepositoryFile): Reading {
  const root = parseJson(file.text);
  return {
    settings: settingsIn(file, 'vscode-launch', fromLaunch(root)),
    envFiles: launchEnvFiles(root, dirname(dirname(file.file))),
  };
}

/**
 * The settings of the Go extension that set variables, and the environment of VS Code's terminals.
 * https://github.com/golang/vscode-go/wiki/settings
 */
export function fromSettings(node: Node | undefined): Noted[] {
  return members(node).flatMap(({ name, key, value }): Noted[] => {
    const tools = { reach: 'tools' as const, scope: `VS Code's go tools and dlv (${name})` };
    switch (name) {
      case 'go.goroot':
        return textIn(value) ? [noted('GOROOT', key, value, tools)] : [];
      case 'go.gopath':
        return textIn(value) ? [noted('GOPATH', key, value, tools)] : [];
      case 'go.inferGopath':
        return value.value === true ? [{ ...noted('GOPATH', key, value, tools), value: null, written: 'inferred from the folder' }] : [];
      case 'go.toolsEnvVars':
        return variablesIn(value, 'tools', tools.scope);
      case 'go.testEnvVars':
        return variablesIn(value, 'debuggee', "VS Code's tests (go.testEnvVars)");
      case 'go.alternateTools':
        return members(value)
          .filter((each) => each.name === 'go')
          .map((each) => ({ ...noted('GOROOT', each.key, each.value, { ...tools, scope: `VS Code's go (${name})` }), value: null }));
      case 'go.buildFlags':
        return elements(value).length > 0
          ? [{ ...noted('GOFLAGS', key, value, { reach: 'command', scope: `VS Code's builds (${name})` }), value: null }]
          : [];
      case 'gopls':
        return [member(value, 'build.env'), member(value, 'env')].flatMap((env) => variablesIn(env, 'command', 'gopls'));
      default:
        return terminal(name, value);
    }
  });
}

function terminal(name: string, value: Node): Noted[] {
  const [, system] = /^terminal\.integrated\.env\.(linux|osx|windows)$/.exec(name) ?? [];
  return system === undefined ? [] : variablesIn(value, 'environment', `VS Code's terminal on ${system}`);
}

/** vscode-go puts an `env` over the variables of go.toolsEnvVars, for dlv that builds and for the program. */
function fromLaunch(root: Node | undefined): Noted[] {
  return goConfigurations(root).flatMap(({ node, scope }) => [
    ...variablesIn(member(node, 'env'), 'debuggee', scope),
    ...['linux', 'osx', 'windows'].flatMap((system) => variablesIn(member(node, system, 'env'), 'debuggee', `${scope}, on ${system}`)),
  ]);
}

function launchEnvFiles(root: Node | undefined, folder: string): EnvFile[] {
  return goConfigurations(root).flatMap(({ node, scope }) =>
    elements(member(node, 'envFile')).flatMap((each) => envFile(each, folder, scope)),
  );
}

function testEnvFile(settings: Node | undefined, folder: string): EnvFile[] {
  return envFile(member(settings, 'go.testEnvFile'), folder, "VS Code's tests (go.testEnvFile)");
}

function envFile(node: Node | undefined, folder: string, scope: string): EnvFile[] {
  const path = textIn(node)?.replace(/^\$\{workspace(?:Folder|Root)\}/, '.');
  return !path || path.includes('${') ? [] : [{ file: resolve(folder, path), reach: 'debuggee', scope }];
}

function goConfigurations(root: Node | undefined): { node: Node; scope: string }[] {
  return elements(member(root, 'configurations')).flatMap((node) => {
    const name = textIn(member(node, 'name')) ?? '';
    return textIn(member(node, 'type')) === 'go'
      ? [{ node, scope: `VS Code's launch configuration ${JSON.stringify(name.slice(0, 60))}` }]
      : [];
  });
}
