import type { RepositoryFile } from '../../../../../src/facts/repository/files.js';
import type { Setting } from '../../../../../src/model/setting.js';

/** A file that a test gives to a reader. */
export function fileOf(text: string, path = 'file'): RepositoryFile {
  return { file: `/repo/${path}`, path, text };
}

/** A setting in one line: `LINE:COLUMN VARIABLE=value (reach) scope`; `?` for a value that is only known when it runs. */
export function told({ variable, value, written, place, reach, scope, text }: Setting): string {
  const shown = value === null ? `?${written}` : value;
  return `${place.line}:${place.column} ${variable}=${shown} (${reach}) ${scope}${text === undefined ? '' : ' |'}`;
}
