import { flagsIn } from '../model/go-flags.js';
import { withoutEndingSlashes } from './paths.js';

/** How the value of a variable is a list: by the system's path separator, by commas, by Go's words and quotes, or not at all. */
export type ListKind = 'paths' | 'commas' | 'proxies' | 'words' | 'none';

const KINDS: Readonly<Record<string, ListKind>> = {
  GOPATH: 'paths',
  PATH: 'paths',
  GOFLAGS: 'words',
  CGO_CFLAGS: 'words',
  CGO_CPPFLAGS: 'words',
  CGO_CXXFLAGS: 'words',
  CGO_FFLAGS: 'words',
  CGO_LDFLAGS: 'words',
  GOGCCFLAGS: 'words',
  CC: 'words',
  CXX: 'words',
  GOPROXY: 'proxies',
  GODEBUG: 'commas',
  GOEXPERIMENT: 'commas',
  GOINSECURE: 'commas',
  GONOPROXY: 'commas',
  GONOSUMDB: 'commas',
  GOPRIVATE: 'commas',
  GOVCS: 'commas',
};

/** How the value of this variable is a list. https://pkg.go.dev/cmd/go#hdr-Environment_variables */
export function listKind(variable: string): ListKind {
  return KINDS[variable] ?? 'none';
}

/**
 * The entries of a value.
 * @param separator of paths: `:`, or `;` on Windows
 */
export function entriesOf(value: string, kind: ListKind, separator: string): string[] {
  switch (kind) {
    case 'paths':
      return value.split(separator).filter(Boolean);
    case 'commas':
      return trimmed(value.split(','));
    case 'proxies':
      return trimmed(value.split(/[,|]/));
    case 'words':
      return flagsIn(value);
    default:
      return value === '' ? [] : [value];
  }
}

function trimmed(entries: string[]): string[] {
  return entries.map((entry) => entry.trim()).filter(Boolean);
}

/**
 * Tells whether a list has the entry that a policy names. Of flags one dash is as good as two, and a name without a value stands for any but
 * `=false`; of settings like GODEBUG's a name stands for any value. Each is looked up: both lists may be long, and somebody else's.
 */
export function holderOf(entries: readonly string[], kind: ListKind): (named: string) => boolean {
  const written = kind === 'paths' ? trimSlashes : kind === 'words' ? dashed : (entry: string) => entry;
  const there = new Set(entries.map(written));
  if (kind === 'words' || kind === 'commas')
    for (const entry of [...there]) {
      const at = entry.indexOf('=');
      if (at >= 0 && entry.slice(at) !== '=false') there.add(entry.slice(0, at));
    }
  return (named) => there.has(written(named));
}

function dashed(flag: string): string {
  return flag.replace(/^--(?=[^-])/, '-');
}

/** The first slash of a path stays. */
function trimSlashes(path: string): string {
  return withoutEndingSlashes(path) || path.slice(0, 1).replace('\\', '/');
}
