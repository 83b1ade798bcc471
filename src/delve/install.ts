import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DELVE_COMMAND } from '../match/releases.js';
import { type FetchFailure, fetchFailure } from '../model/fetch-failure.js';
import { type RunResult, run } from '../system/run.js';
import type { Scope } from '../system/scope.js';

/** A `go install` took, or why it did not. */
export type InstallResult =
  | { ok: true; notes: string[]; ms: number }
  | { ok: false; kind: InstallFailure; message: string; output: string };
export type InstallFailure = FetchFailure | 'install-needs-newer-go' | 'dlv-install-failed' | 'aborted';

export interface InstallOptions {
  /** The go command of the tree in force, so that no other toolchain builds dlv. */
  go: string;
  /** `go env -json` as it is in force, credentials included. */
  goEnv: Record<string, string>;
  env: NodeJS.ProcessEnv;
  version: string;
  tags: string;
  cgo: boolean;
  /** What to build it for, when it is not this machine. */
  target?: { os: string; arch: string };
  /** The folder that gets the binary. */
  into: string;
  scope: Scope;
  onProgress: (text: string) => void;
}

/** Settings that decide where modules come from and where they are kept: as the user has them. */
const KEPT = [
  'GOPROXY',
  'GOSUMDB',
  'GONOSUMDB',
  'GONOPROXY',
  'GOPRIVATE',
  'GOINSECURE',
  'GOAUTH',
  'GOVCS',
  'GOPATH',
  'GOMODCACHE',
  'GOCACHE',
  'GOCACHEPROG',
  'GOTMPDIR',
];
/** Settings that would change what is built, or keep it from being built. */
const CLEANED = [
  'GOOS',
  'GOARCH',
  'GOARM',
  'GOARM64',
  'GOAMD64',
  'GO386',
  'GOFLAGS',
  'GOBIN',
  'GOROOT',
  'GO111MODULE',
  'GOWORK',
  'GOEXPERIMENT',
  'GODEBUG',
  'CGO_CFLAGS',
  'CGO_LDFLAGS',
];
/** Where `go install` put it, below the folder that it was given. */
export function installedAt({ target }: Pick<InstallOptions, 'target'>, name: string): string {
  return target ? join('bin', `${target.os}_${target.arch}`, name) : name;
}

const INSTALL_TIMEOUT = 15 * 60_000;

/** The environment of the install alone. An empty variable would not do: the go command then asks the GOENV file. */
export function installEnvironment({
  env,
  goEnv,
  cgo,
  into,
  target,
}: Pick<InstallOptions, 'env' | 'goEnv' | 'cgo' | 'into' | 'target'>): NodeJS.ProcessEnv {
  const clean: NodeJS.ProcessEnv = { ...env };
  for (const name of CLEANED) delete clean[name];
  for (const name of KEPT) if (goEnv[name]) clean[name] = goEnv[name];
  const common = { ...clean, GOENV: 'off', GOTOOLCHAIN: 'local', CGO_ENABLED: cgo ? '1' : '0' };
  // go install refuses GOBIN for another platform; then GOPATH says where it goes, and GOMODCACHE is named by itself.
  return target ? { ...common, GOOS: target.os, GOARCH: target.arch, GOPATH: into } : { ...common, GOBIN: into };
}

/** What the module cache can stand in for. */
const NOT_FETCHED: readonly InstallFailure[] = [
  'proxy-off',
  'module-download-blocked',
  'git-missing',
  'module-tls-untrusted',
  'private-module-via-proxy',
];

/** Builds and installs one dlv version. Without a network, from a filled module cache. */
export async function installDlv(options: InstallOptions): Promise<InstallResult> {
  const env = installEnvironment(options);
  const first = await goInstall(options, env);
  if (first.code === 0) return { ok: true, notes: [], ms: first.ms };
  const failure = classify(first);
  const cache = join(options.goEnv.GOMODCACHE ?? '', 'cache', 'download');
  const inCache = existsSync(join(cache, 'github.com', 'go-delve', 'delve', '@v', `v${options.version}.zip`));
  if (!inCache || !NOT_FETCHED.includes(failure.kind)) return { ok: false, ...failure };
  // `GOPROXY=off go install …@v` refuses even what is cached; the cache read as a proxy does not, and keeps the checksum in the binary.
  const second = await goInstall(options, { ...env, GOPROXY: pathToFileURL(cache).href, GONOPROXY: 'none' });
  if (second.code === 0)
    return {
      ok: true,
      notes: [`no module proxy could be asked (${failure.message}); built from the module cache`],
      ms: first.ms + second.ms,
    };
  return { ok: false, ...failure };
}

function goInstall(options: InstallOptions, env: NodeJS.ProcessEnv): Promise<RunResult> {
  const tags = options.tags ? [`-tags=${options.tags}`] : [];
  // What travels into a guest is better small; nobody debugs that dlv.
  const small = options.target ? ['-ldflags=-s -w'] : [];
  let packages = 0;
  return run(options.go, ['install', '-v', ...tags, ...small, `${DELVE_COMMAND}@v${options.version}`], {
    cwd: options.into,
    env,
    scope: options.scope,
    timeout: INSTALL_TIMEOUT,
    onStderr: (text) => {
      packages += text.split('\n').length - 1;
      options.onProgress(`building dlv ${options.version}: ${packages} steps, ${text.trim().split('\n').at(-1) ?? ''}`);
    },
  });
}

/** Texts of cmd/go, Go 1.21 to 1.27. */
const NEWER_GO = /requires go >= |requires go1\.|is not in (?:GOROOT|std)|invalid go version/;

function classify(result: RunResult): { kind: InstallFailure; message: string; output: string } {
  const output = result.stderr
    .split('\n')
    .filter((line) => !/^(go: downloading |[\w./-]+$)/.test(line))
    .join('\n')
    .trim()
    .slice(-4000);
  if (result.error === 'aborted') return { kind: 'aborted', message: 'stopped from outside', output };
  const kind = NEWER_GO.test(result.stderr) ? 'install-needs-newer-go' : (fetchFailure(result.stderr) ?? 'dlv-install-failed');
  const message =
    result.error === 'timeout'
      ? 'go install took longer than 15 minutes'
      : (output.split('\n')[0] ?? '') || result.error || `exit code ${result.code}`;
  return { kind, message, output };
}
