import { type Declaration, meant, unknown } from './declaration.js';

/** `.go-version` of goenv, mise and others: the first line that says something. https://github.com/go-nv/goenv/blob/master/COMMANDS.md */
export function ofVersionFile(text: string): Declaration[] {
  const lines = text.split('\n').map((line) => line.replace(/#.*$/, '').trim());
  const at = lines.findIndex((line) => line !== '');
  const written = lines[at];
  return written === undefined ? [] : [{ by: '.go-version', role: 'person', line: at + 1, user: 'version managers', ...named(written) }];
}

/**
 * `.tool-versions` of asdf and mise: `golang 1.26.8`. Versions after the first are fallbacks, for when that is not installed.
 * https://asdf-vm.com/manage/configuration.html#tool-versions
 */
export function ofToolVersions(text: string): Declaration[] {
  return text.split('\n').flatMap((raw, index): Declaration[] => {
    const [tool, first] = raw.replace(/#.*$/, '').trim().split(/\s+/);
    if ((tool !== 'golang' && tool !== 'go') || first === undefined) return [];
    const column = raw.indexOf(first, raw.indexOf(tool) + tool.length) + 1;
    return [{ by: '.tool-versions', role: 'person', line: index + 1, column, user: 'asdf, mise', ...named(first) }];
  });
}

/** A version as version managers take it. */
export function named(written: string): Pick<Declaration, 'written' | 'range' | 'reason'> {
  if (/^system$/.test(written)) return unknown(written, 'it is whatever the system has');
  if (/^(ref|path|sub-\d|http)/.test(written)) return unknown(written, 'it is no release');
  if (written.includes('{{')) return unknown(written, 'it is only known when it runs');
  const meaning = written
    .replace(/^(prefix:|v)/, '')
    .replace(/^latest:/, '')
    .replace(/^1$/, '^1.0');
  return { ...meant(meaning === '' ? 'latest' : meaning), written: written.slice(0, 200) };
}
