import { rangeOfVersion } from '../../../match/go-range.js';
import { valueAt } from '../../../model/value-at.js';
import { type Declaration, meant, unknown } from './declaration.js';
import { readJsonc } from './jsonc.js';

/** Settings of vscode-go that choose a go command; the last is only used to build gopls and dlv. https://github.com/golang/vscode-go/wiki/settings */
const SETTINGS = [
  { path: ['go.alternateTools', 'go'], role: 'person', user: 'VS Code' },
  { path: ['go.goroot'], role: 'person', user: 'VS Code' },
  { path: ['go.toolsManagement.go'], role: 'reader', user: 'VS Code, to build gopls and dlv' },
] as const;

/** `.vscode/settings.json`: settings that name a path of a Go, and its version where the path has it. */
export function ofVsCode(text: string): Declaration[] {
  const settings = readJsonc(text);
  return SETTINGS.flatMap(({ path, role, user }): Declaration[] => {
    const value = valueAt(settings.value, path);
    if (typeof value !== 'string' || value === '') return [];
    const version = versionInPath(value);
    const said = version ? meant(value, rangeOfVersion(version)) : unknown(value, 'the path tells no version');
    return [{ by: 'vscode', role, user: `${user} (${path.join('.')})`, ...settings.at(path), ...said }];
  });
}

/** The version that a path of a Go has in it: `/usr/local/go1.26.8`, `~/.asdf/installs/golang/1.26.8/go`, `~/sdk/go1.27rc1/bin/go`. */
export function versionInPath(path: string): string | undefined {
  const parts = path.split(/[\\/]/);
  for (const [at, part] of parts.entries()) {
    const [, go, version] = /^(go(?:lang)?[-@_]?v?)?(1\.\d+(?:\.\d+)?(?:(?:rc|beta)\d+)?)(?![\d.])/i.exec(part) ?? [];
    if (version && (go || /^(go|golang|versions)$/i.test(parts[at - 1] ?? ''))) return version;
  }
  return /golang\.org[\\/]toolchain@v0\.0\.1-go(1\.\d+(?:\.\d+)?(?:rc\d+)?)/.exec(path)?.[1];
}
