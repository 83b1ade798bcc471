import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Decider, GoFacts, ModFile, Origin, ProjectFacts } from '../model/facts.js';
import { valueIn } from '../model/seen.js';

/** What the deciders are told by. */
export interface Decided {
  env: NodeJS.ProcessEnv;
  /** `go env -json`; empty when that failed. */
  values: Record<string, string>;
  origins: Record<string, Origin>;
  own: GoFacts['own'];
  /** The go command that runs. */
  go: string | null;
  project: Pick<ProjectFacts, 'goMod' | 'goWork'>;
}

type Rule = (seen: Decided) => Decider[];

const by =
  (...names: string[]) =>
  (): Decider[] =>
    names.map((variable) => ({ variable }));

/**
 * What decides a value that nobody set (cmd/go/internal/cfg and envcmd). Proved on Go 1.21 to 1.27 by `__tests__/real/deciders.test.ts`:
 * each decider is changed, and just these values change.
 */
const RULES: Record<string, Rule> = {
  CC: by('GOOS'),
  CXX: by('GOOS'),
  CGO_ENABLED: by('GOOS', 'GOARCH', 'CC', 'PATH'),
  GOARCH: theCommand,
  GOBIN: ({ values }) => (values.GOBIN ? [{ variable: 'GOPATH' }] : []),
  GOCACHE: ({ env }) => userFolder(env, 'XDG_CACHE_HOME', 'LocalAppData'),
  GODEBUG: ({ project }) => godebugOf(project),
  GOENV: ({ env }) => userFolder(env, 'XDG_CONFIG_HOME', 'AppData'),
  GOEXE: by('GOOS'),
  GCCGO: by('PATH'),
  GOGCCFLAGS: ({ values }) => by('GOOS', 'GOARCH', 'CC', 'CGO_ENABLED', 'PATH', 'GOTMPDIR', ...(values.GOTMPDIR ? [] : ['TMPDIR']))(),
  GOHOSTARCH: theCommand,
  GOHOSTOS: theCommand,
  GOMOD: moduleFile,
  GOMODCACHE: by('GOPATH'),
  GONOPROXY: by('GOPRIVATE'),
  GONOSUMDB: by('GOPRIVATE'),
  GOOS: theCommand,
  GOPATH: () => [{ variable: process.platform === 'win32' ? 'USERPROFILE' : 'HOME' }],
  GOROOT: theCommand,
  GOTELEMETRY: modeFile,
  GOTELEMETRYDIR: ({ env }) => userFolder(env, 'XDG_CONFIG_HOME', 'AppData'),
  GOTOOLDIR: by('GOROOT'),
  GOVERSION: theCommand,
  GOWORK: ({ values }) => (values.GOWORK && values.GOWORK !== 'off' ? [{ file: values.GOWORK }] : []),
};

/** @returns undefined where nothing but Go itself decides the value, or somebody set it */
export function decidersOf(name: string, seen: Decided): Decider[] | undefined {
  const source = seen.origins[name]?.source;
  const rule = RULES[name];
  if (!rule || (source !== 'default' && source !== 'computed')) return undefined;
  const found = rule(seen);
  return found.length === 0 ? undefined : found;
}

/** GOROOT as it was set does not count where the go command hands over to another: that one gets its own. */
export function isSwitched({ own, values }: Pick<Decided, 'own' | 'values'>): boolean {
  const installed = valueIn(own)?.version;
  return Boolean(installed && values.GOVERSION && installed !== values.GOVERSION);
}

/** The go command that runs, or what made it hand over to another one. */
function theCommand(seen: Decided): Decider[] {
  if (!isSwitched(seen)) return seen.go ? [{ file: seen.go }] : [];
  const { project, values } = seen;
  const line = /^go\d/.test(values.GOTOOLCHAIN ?? '') ? [] : switchLine([project.goWork, project.goMod], values);
  return [...line, { variable: 'GOTOOLCHAIN' }];
}

/** The first of go.work and go.mod that is in force decides: its toolchain line where that is newer, else its go line. https://go.dev/doc/toolchain#select */
function switchLine([work, mod]: (ModFile | null)[], values: Record<string, string>): Decider[] {
  const file = (values.GOWORK === 'off' ? null : work) ?? mod;
  const line = file?.toolchain?.value === values.GOVERSION ? file?.toolchain : file?.go;
  return file && line ? [{ file: file.file, line: line.line, written: (line.text ?? line.value).trim() }] : [];
}

/** os.UserCacheDir and os.UserConfigDir. */
function userFolder(env: NodeJS.ProcessEnv, xdg: string, windows: string): Decider[] {
  if (process.platform === 'win32') return [{ variable: windows }];
  return [{ variable: process.platform !== 'darwin' && env[xdg] ? xdg : 'HOME' }];
}

function moduleFile({ values }: Decided): Decider[] {
  const mode: Decider[] = [{ variable: 'GO111MODULE' }];
  return values.GOMOD && dirname(values.GOMOD) !== '/dev' ? [{ file: values.GOMOD }, ...mode] : mode;
}

function modeFile({ env, values }: Decided): Decider[] {
  const file = join(values.GOTELEMETRYDIR ?? '', 'mode');
  const folder = userFolder(env, 'XDG_CONFIG_HOME', 'AppData');
  return values.GOTELEMETRYDIR && existsSync(file) ? [{ file }, ...folder] : folder;
}

/** What programs built here get where GODEBUG is unset. https://go.dev/doc/godebug#default */
function godebugOf({ goWork, goMod }: Decided['project']): Decider[] {
  const file = goWork ?? goMod;
  return (file?.godebug ?? []).map(({ line, text, value }) => ({ file: file?.file ?? '', line, written: (text ?? value).trim() }));
}
