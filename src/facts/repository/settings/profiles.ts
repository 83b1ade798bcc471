import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Reader } from './kinds.js';

const SHELL: Reader = { load: async () => (await import('./shell-files.js')).readProfile };
const FISH: Reader = { load: async () => (await import('./shell-files.js')).readFish };
/** PAM reads it, and knows quotes and comments only. https://manpages.debian.org/pam_env */
const PAM: Reader = {
  load: async () => {
    const { readDotenv } = await import('./dotenv.js');
    return (file) => readDotenv(file, { reach: 'environment', scope: 'all sessions' }, 'shell-profile');
  },
};

const OF_HOME = ['.zshenv', '.zprofile', '.zshrc', '.bash_profile', '.bash_login', '.profile', '.bashrc'];

/** The files that a login or a new shell takes variables from, those of the user first. */
export function profilesOf(home: string, etc: string): { folder: string; file: string; reader: Reader }[] {
  const at = (file: string, reader: Reader) => ({ folder: dirname(file), file, reader });
  return [
    ...OF_HOME.map((name) => at(join(home, name), SHELL)),
    at(join(home, '.config', 'fish', 'config.fish'), FISH),
    ...scriptsIn(join(etc, 'profile.d')).map((file) => at(file, SHELL)),
    ...['profile', 'bash.bashrc', 'zsh/zshenv'].map((name) => at(join(etc, name), SHELL)),
    at(join(etc, 'environment'), PAM),
  ];
}

function scriptsIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.sh'))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}
