import { dirname, resolve } from 'node:path';
import type { RepositoryFile } from '../files.js';
import { commandsOf, elements, member, members, type Node, parseJson, textIn, variablesIn } from './json.js';
import { isGoVariable } from './names.js';
import { type Noted, settingsIn } from './note.js';
import type { EnvFile, Reading } from './reading.js';
import { fromSettings } from './vscode.js';

const COMMANDS = ['onCreateCommand', 'updateContentCommand', 'postCreateCommand', 'postStartCommand', 'postAttachCommand'];

/**
 * What a development container sets: for all that runs in it (`containerEnv`, `-e` of `runArgs`), for the editor and its terminals (`remoteEnv`),
 * for its image (`build.args`, settings of features), the settings of VS Code, and what its commands tell `go env -w`.
 * https://containers.dev/implementors/json_reference/
 * @throws Error where it is no JSON
 */
export function readDevcontainer(file: RepositoryFile): Reading {
  const root = parseJson(file.text);
  const all = 'all that runs in the dev container';
  const noted: Noted[] = [
    ...variablesIn(member(root, 'containerEnv'), 'environment', `${all} (containerEnv)`),
    ...variablesIn(member(root, 'remoteEnv'), 'environment', 'the editor and its terminals in the dev container (remoteEnv)'),
    ...ofRunArgs(root, `${all} (runArgs)`),
    ...variablesIn(member(root, 'build', 'args'), 'build-argument', "the dev container's image (build.args)"),
    ...members(member(root, 'features')).flatMap(({ name, value }) =>
      variablesIn(value, 'build-argument', `the feature ${name.slice(0, 80)}`),
    ),
    ...fromSettings(member(root, 'customizations', 'vscode', 'settings')),
    ...fromSettings(member(root, 'settings')),
    ...COMMANDS.flatMap((name) => commandsOf(member(root, name), `the dev container (${name})`)),
  ];
  return { settings: settingsIn(file, 'devcontainer', noted), envFiles: envFilesOf(root, dirname(file.file)) };
}

/** `-e NAME=value`, `--env=NAME=value` of `docker run`. */
function ofRunArgs(root: Node, scope: string): Noted[] {
  const args = elements(member(root, 'runArgs'));
  return args.flatMap((node, index) => {
    const before = textIn(args[index - 1]) ?? '';
    const [, head = '', variable = '', written = ''] = /^((?:-e|--env=)?)([A-Za-z_]\w*)=(.*)$/s.exec(textIn(node) ?? '') ?? [];
    if (!isGoVariable(variable) || !(head !== '' || before === '-e' || before === '--env')) return [];
    const value = written.includes('${') ? null : written;
    return [
      {
        variable,
        value,
        written,
        at: node.offset + 1 + head.length,
        end: node.offset + node.length - 1,
        reach: 'environment' as const,
        scope,
      },
    ];
  });
}

function envFilesOf(root: Node, folder: string): EnvFile[] {
  const args = elements(member(root, 'runArgs')).map((node) => textIn(node) ?? '');
  const paths = args.flatMap((arg, index) =>
    arg === '--env-file' ? [args[index + 1] ?? ''] : (/^--env-file=(.+)$/s.exec(arg)?.[1] ?? []),
  );
  return paths.flatMap((path) => {
    // docker runs in the folder that holds `.devcontainer`.
    const local = path.replace(/^\$\{localWorkspaceFolder\}/, '.');
    const base = /[\\/]\.devcontainer(?:[\\/].*)?$/.test(folder) ? folder.replace(/[\\/]\.devcontainer(?:[\\/].*)?$/, '') : folder;
    return local === '' || local.includes('${')
      ? []
      : [{ file: resolve(base, local), reach: 'environment', scope: 'the dev container (--env-file)' }];
  });
}
