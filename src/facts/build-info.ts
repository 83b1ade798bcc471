/** What `go version -m FILE` says of one Go binary. */
export interface BuildInfo {
  /** The Go that built it: `go1.26.8`. */
  go: string;
  /** The package path of its main. */
  path: string;
  /** The main module with version and checksum; empty strings when it has none. */
  module: string;
  version: string;
  sum: string;
  /** Build settings: `-gcflags`, `-ldflags`, `GOARCH`, `CGO_ENABLED`, … */
  settings: Record<string, string>;
}

/**
 * Reads the output of `go version -m`. https://pkg.go.dev/cmd/go#hdr-Print_Go_version
 * @returns undefined when the file is no Go binary
 */
export function parseBuildInfo(output: string): BuildInfo | undefined {
  const [first, ...rest] = output.split('\n');
  const go = /: (go\d\S*|devel \S+)/.exec(first ?? '')?.[1];
  if (!go) return undefined;
  const info: BuildInfo = { go, path: '', module: '', version: '', sum: '', settings: {} };
  for (const line of rest) {
    const [kind, a = '', b = '', c = ''] = line.trim().split('\t');
    if (kind === 'path') info.path = a;
    else if (kind === 'mod') Object.assign(info, { module: a, version: b, sum: c });
    else if (kind === 'build') {
      const at = a.indexOf('=');
      if (at > 0) info.settings[a.slice(0, at)] = unquote(a.slice(at + 1));
    }
  }
  return info;
}

function unquote(value: string): string {
  return /^".*"$/.test(value) ? value.slice(1, -1) : value;
}
