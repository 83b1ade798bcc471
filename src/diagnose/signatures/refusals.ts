import { certain, likely, near, possible, type Signature, says, silent } from '../signature.js';
import { DEBUGGED, DEBUGGING, FETCHING } from './context.js';
import { PROBES } from './probes.js';

const ENV = [PROBES.checkEnv];
/** That the go command or one of its tools prints nearby. */
const GO = near(/(?:^|\s)go: |\bgo(?:\.exe)? (?:build|install|get|test|run|mod|vet|list)\b|^# \S{1,100}$|__debug_bin|\bdlv\b/);

/** What the go command refuses before anything is compiled. */
export const refusalSignatures: readonly Signature[] = [
  {
    example: 'build cache is disabled by GOCACHE=relative: GOCACHE is not an absolute path',
    has: 'gocache is not an absolute path',
    pattern: /GOCACHE is not an absolute path/,
    tells: [certain('home-gocache-unusable')],
    source: 'go command',
  },
  {
    example: 'go: GOMODCACHE environment variable is relative; must be absolute path: cache/mod',
    has: 'gomodcache e',
    pattern: /GOMODCACHE e(?:nvironment variable|ntry) is relative; must be absolute path/,
    tells: [certain('gomodcache-invalid')],
    source: 'go command',
  },
  {
    example: "GOVCS disallows using git for public github.com/go-delve/delve; see 'go help vcs'",
    has: 'govcs disallows using',
    pattern: /GOVCS disallows using \w{1,20} for/,
    tells: [likely('go-env-policy'), possible('module-download-blocked')],
    decide: [{ run: 'go env -changed GOVCS', tells: 'a value: env-written-by-go-env-w or go-env-policy' }],
    source: 'go command',
  },
  {
    example: 'go: build output "dlv" already exists and is a directory',
    has: 'build output "',
    pattern: /build output "(?:[^"\n]{0,300}[\\/])?dlv(?:\.exe)?" already exists and is (?:a directory|not an object file)/,
    tells: [certain('gobin-unusable')],
    source: 'go install',
  },
  {
    example: 'go: build output "__debug_bin" already exists and is a directory',
    has: 'build output "',
    pattern:
      /build output "(?:[^"\n]{0,300}[\\/])?__debug_bin\w{0,30}(?:\.test)?(?:\.exe)?" already exists and is (?:a directory|not an object file)/,
    tells: [certain('workdir-not-writable')],
    source: 'go build, run by dlv',
  },
  {
    example: '/src/go.sum:3: wrong number of fields 2',
    has: ['malformed go.sum', 'go.sum:'],
    pattern: /malformed go\.sum|go\.sum:\d{1,6}: wrong number of fields/,
    tells: [likely('go-sum-missing'), possible('go-mod-invalid')],
    decide: [{ run: 'go mod verify', tells: 'malformed: go-sum-missing, which go mod tidy mends' }],
    source: 'go command',
  },
  {
    example: 'verifying github.com/x/y@v1.0.0: checksum missing from sumdb response',
    has: 'checksum missing from sumdb',
    pattern: /checksum missing from sumdb response/,
    tells: [likely('module-checksum-mismatch')],
    source: 'go command',
  },
  {
    example: 'go: -modfile cannot be used in workspace mode',
    has: '-modfile',
    pattern: /-modfile cannot be used (?:in workspace mode|with commands that ignore)|cannot use -modfile with workspaces/,
    tells: [likely('goflags-mod-conflict')],
    decide: [PROBES.checkEnv],
    source: 'go command',
  },
  {
    example: '-race is not supported on linux/386',
    has: [' not supported', ' only supported'],
    pattern:
      /^(?:go: )?-(?:race|msan|asan|buildmode=[\w-]{1,20}|linkshared|fuzz)(?: flag)?(?: is)? (?:not|only) supported (?:on|with|when)\b/,
    tells: [possible('goflags-invalid'), possible('launch-config-invalid'), possible('target-arch-mismatch')],
    decide: ENV,
    source: 'go build',
  },
  {
    example: 'flag provided but not defined: -check-go-version',
    has: 'flag provided but not defined: -',
    pattern:
      /flag provided but not defined: -(?:check-go-version|headless|api-version|listen|accept-multiclient|backend|only-same-user|log-output)\b/,
    tells: [likely('launch-config-invalid'), possible('dlv-lacks-flag')],
    source: 'go build, given a flag of dlv',
  },
  {
    example: 'usage: go build [-o output] [build flags] [packages]; Process exiting with code: 1',
    has: ['usage: go build ', 'usage: go test '],
    pattern: /^usage: go (?:build|test) \[/,
    tells: [likely('launch-config-invalid', DEBUGGED), possible('goflags-invalid', DEBUGGED)],
    decide: [
      { run: 'go env GOFLAGS', tells: 'the flag: goflags-invalid; else buildFlags or the arguments of the editor: launch-config-invalid' },
    ],
    source: 'go build, run by dlv',
  },
  {
    example: 'go: go.mod file indicates go 1.22, but maximum version supported by tidy is 1.21',
    has: 'maximum version supported by',
    pattern: /go\.mod file indicates go [\d.]{1,12}, but maximum version supported by/,
    tells: [certain('project-needs-newer-go')],
    source: 'go mod tidy',
  },
  {
    example: 'malformed import path "github.com/x/../y": invalid path element ".."',
    has: 'invalid path element',
    pattern: /malformed import path "[^"\n]{1,300}": invalid path element/,
    tells: [likely('wrong-import-path')],
    source: 'go command',
  },
  {
    example: 'go: directory cmd/server does not exist',
    has: ['does not exist', 'directory not found'],
    pattern: /(?:^|\s)go: directory \S{1,300} does not exist$|: directory not found$/,
    tells: [likely('wrong-working-directory', GO), possible('launch-config-invalid', GO)],
    source: 'go build',
  },
  {
    example: 'cannot find module for path .',
    has: 'cannot find module for path',
    pattern: /cannot find module for path/,
    tells: [
      likely('go-get-instead-of-install', says(/go(?:\.exe)? get[^\n]{0,100}delve/)),
      likely('no-go-mod', silent(/go(?:\.exe)? get[^\n]{0,100}delve/)),
      possible('no-go-mod'),
      possible('wrong-working-directory'),
    ],
    decide: [PROBES.goMod],
    source: 'Go 1.11 and 1.12: go get takes the module that one stands in into account',
  },
  {
    example: 'go: github.com/x/y@v1.0.0: invalid version: unknown revision v1.0.0',
    has: 'unknown revision',
    pattern: /invalid version: unknown revision/,
    tells: [
      likely('dlv-install-failed', (_log, match) => /delve/.test(match.input)),
      possible('private-module-via-proxy'),
      possible('go-mod-invalid'),
    ],
    decide: [PROBES.proxy],
    source: 'go command',
  },
  {
    example: 'go: github.com/x/y@v1.0.0: zip: not a valid zip file',
    has: ['zip: not a valid zip file', 'zip: checksum error'],
    pattern: /@v[^\n]{1,200}zip: (?:not a valid zip file|checksum error)/,
    tells: [likely('module-cache-modified'), possible('module-download-blocked')],
    decide: [{ run: 'go clean -modcache && go mod download', tells: 'works: module-cache-modified; fails again: module-download-blocked' }],
    source: 'go command',
  },
  {
    example: "fatal: unable to access 'https://github.com/go-delve/delve/': Could not resolve host: github.com",
    has: 'unable to access ',
    pattern: /fatal: unable to access '[^'\n]{1,300}': /,
    tells: [likely('module-download-blocked', near(FETCHING))],
    decide: [PROBES.proxy],
    source: 'git, run by the go command',
  },
  {
    example: "fatal: detected dubious ownership in repository at '/src'",
    has: 'detected dubious ownership',
    pattern: /detected dubious ownership in repository/,
    tells: [likely('vcs-stamping-fails', GO)],
    source: 'git, run by the go command',
  },
  {
    example: 'imports app/b: import cycle not allowed; Process exiting with code: 1',
    has: ['import cycle not allowed', 'use of internal package'],
    pattern: /import cycle not allowed|use of internal package \S{1,200} not allowed/,
    tells: [likely('package-does-not-build', DEBUGGED)],
    source: 'go command',
  },
  {
    example: '<autogenerated>:1: internal compiler error: NewBulk too big; Process exiting with code: 1',
    has: 'internal compiler error: ',
    pattern: /(?:\.go:\d{1,6}(?::\d{1,5})?|<(?:autogenerated|unknown line number)>(?::\d{1,5})?): internal compiler error: /,
    tells: [likely('package-does-not-build', DEBUGGED), possible('go-command-broken', DEBUGGED)],
    decide: [{ run: 'go build ./... ', tells: 'the same without -N -l: go-command-broken; only for one package: package-does-not-build' }],
    source: 'the compiler',
  },
  {
    example: 'go build example.com/app: invalid flag in #cgo CFLAGS: -fno-foo; Process exiting with code: 1',
    has: 'invalid flag in #cgo',
    pattern: /invalid flag in #cgo \w{1,12}: /,
    tells: [likely('package-does-not-build', DEBUGGED)],
    source: 'go command',
  },
  {
    example:
      'go get: github.com/go-delve/delve@v1.7.3 (matching github.com/go-delve/delve/cmd/dlv@upgrade) requires golang.org/x/tools@v0.1.8, not golang.org/x/tools@v0.1.7',
    has: 'go-delve/delve@',
    pattern: /go(?: get)?: [^\n]{0,200}go-delve\/delve@\S{1,60} [^\n]{0,200}requires [^\n]{1,200}, (?:not |but )/,
    tells: [likely('go-get-instead-of-install')],
    source: 'go get',
  },
  {
    example: 'go get github.com/x/release: open /usr/local/go/bin/release: permission denied',
    has: ['go get ', 'go build ', 'go install '],
    pattern:
      /go (?:get|build|install) \S{1,200}: (?:open|copying) [^\n]{0,300}[\\/]bin[\\/][\w.-]{1,60}: (?:permission denied|text file busy|Access is denied)/,
    tells: [likely('gobin-unusable')],
    decide: ENV,
    source: 'go get, before modules',
  },
  {
    example: "'substitutePath' requires both 'from' and 'to' entries",
    has: "'substitutepath' requires",
    pattern: /'substitutePath' requires both/,
    tells: [certain('launch-config-invalid')],
    source: 'dlv dap',
  },
  {
    example: '/tmp/app is not executable',
    has: ' is not executable',
    pattern: /^\S{1,300} is not executable$/,
    tells: [likely('exec-target-invalid', says(DEBUGGING))],
    source: 'dlv trace',
  },
];
