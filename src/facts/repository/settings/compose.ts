import { dirname, resolve } from 'node:path';
import { valueAt } from '../../../model/value-at.js';
import type { RepositoryFile } from '../files.js';
import { type Noted, settingsIn } from './note.js';
import type { Reading } from './reading.js';
import { type Path, YamlFile } from './yaml-file.js';

/**
 * What a compose file sets: `environment` of its services and `build.args`; and the env files that they name.
 * https://docs.docker.com/reference/compose-file/services/
 * @throws YamlError
 */
export function readCompose(file: RepositoryFile): Reading {
  const yaml = new YamlFile(file.text);
  const services = yaml.at(['services']);
  const names = typeof services === 'object' && services !== null ? Object.keys(services) : [];
  const scoped = (path: Path, scope: string, instead: Partial<Noted> = {}): Noted[] =>
    yaml.environment(path).map((each) => ({ ...each, scope, ...instead }));
  const noted = names.flatMap((name) => [
    ...scoped(['services', name, 'environment'], `service ${name}`),
    ...scoped(['services', name, 'build', 'args'], `service ${name}, its image`, { reach: 'build-argument' }),
  ]);
  const envFiles = names.flatMap((name) =>
    listOf(yaml.at(['services', name, 'env_file'])).map((path) => ({
      file: resolve(dirname(file.file), path),
      reach: 'environment' as const,
      scope: `service ${name}`,
    })),
  );
  return { settings: settingsIn(file, 'compose', noted), envFiles };
}

/** One path, or several, each as text or with `path:`. */
function listOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).flatMap((each) => {
    const path = typeof each === 'string' ? each : valueAt(each, ['path']);
    return typeof path === 'string' && !path.includes('$') ? [path] : [];
  });
}
