import type { Setting } from '../../../model/setting.js';
import type { RepositoryFile } from '../files.js';
import { isGoVariable } from './names.js';
import { type Noted, settingsIn } from './note.js';
import { assignmentsIn } from './script.js';
import { commandsIn } from './shell.js';

/** What direnv gets from an `.envrc`, a script of bash whose exports stay. https://direnv.net */
export function readEnvrc(file: RepositoryFile): Setting[] {
  return settingsIn(file, 'envrc', exportsIn(file.text, 'shells in this folder, by direnv'));
}

/** What a shell's profile exports. */
export function readProfile(file: RepositoryFile): Setting[] {
  return settingsIn(file, 'shell-profile', exportsIn(file.text, `shells that read ${file.path}`));
}

/** What a `config.fish` exports: `set -gx NAME value`, `export NAME=value`. https://fishshell.com/docs/current/cmds/set.html */
export function readFish(file: RepositoryFile): Setting[] {
  const scope = 'fish';
  const set = commandsIn(file.text).flatMap(({ words }): Noted[] => {
    const first = words.findIndex((word, index) => index > 0 && !word.text.startsWith('-'));
    const name = words[first];
    const exports = words.slice(1, first).some(({ text }) => text === '--export' || /^-[a-zA-Z]*x/.test(text));
    if (words[0]?.text !== 'set' || !name || !exports || !isGoVariable(name.text)) return [];
    const values = words.slice(first + 1);
    const written = values.map((word) => word.text).join(' ');
    const value = values.some((word) => word.computed) ? null : written;
    return [{ variable: name.text, value, written, at: name.at, end: (values.at(-1) ?? name).end, reach: 'environment', scope }];
  });
  return settingsIn(file, 'shell-profile', [...set, ...exportsIn(file.text, scope)]);
}

/** Exports, which get into the environment of all that follows, and what `go env -w` is told. */
function exportsIn(text: string, scope: string): Noted[] {
  return assignmentsIn(text).flatMap((each): Noted[] => {
    if (each.reach === 'script') return [{ ...each, scope, reach: 'environment' }];
    return each.reach === 'go-env-w' ? [{ ...each, scope }] : [];
  });
}
