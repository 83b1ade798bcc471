import { certain, type Log, likely, near, possible, type Signature, says, silent } from '../signature.js';
import { DEBUGGING, not } from './context.js';
import { PROBES } from './probes.js';

const WHERE = [PROBES.goMod];
/** That the folder without a package is the root of Delve, whose command lies in cmd/dlv. */
const REPOSITORY = (_log: Log, match: RegExpExecArray): boolean => /(?:derekparker|go-delve)[\\/]delve$/.test(match.input.trimEnd());
const OUTDATED = /'go get' is no longer supported outside|installing executables with/;

/** Messages of the go command about packages that are not where they are looked for, or compiled by another Go. */
export const packageSignatures: readonly Signature[] = [
  {
    example: 'go: go.mod file not found in current directory or any parent directory',
    has: 'go.mod file not found',
    pattern: /go\.mod file not found/,
    tells: [likely('no-go-mod', silent(OUTDATED)), possible('wrong-working-directory', silent(OUTDATED))],
    decide: WHERE,
    source: 'Go 1.16 and later',
  },
  {
    example: "go: cannot find main module; see 'go help modules'",
    has: 'cannot find main module',
    pattern: /cannot find main module/,
    tells: [likely('no-go-mod'), possible('wrong-working-directory')],
    decide: WHERE,
    source: 'Go 1.11 and later',
  },
  {
    example: 'directory . outside available modules',
    has: 'outside available modules',
    pattern: /outside available modules/,
    tells: [likely('go-work-mismatch', says(/go\.work|GOWORK=\S/)), possible('no-go-mod'), possible('wrong-working-directory')],
    decide: WHERE,
    source: 'Go 1.11 to 1.17',
  },
  {
    example: 'main.go is outside main module or its selected dependencies',
    has: 'main module or its selected dependencies',
    pattern: /main module or its selected dependencies/,
    tells: [likely('wrong-working-directory'), possible('go-work-mismatch'), possible('no-go-mod')],
    decide: WHERE,
    source: 'Go 1.18 and later',
  },
  {
    example: "can't load package: package .: no buildable Go source files in C:\\src",
    has: 'go source files in ',
    pattern: /no (?:buildable )?Go source files in /,
    tells: [
      likely('wrong-import-path', REPOSITORY),
      likely('wrong-working-directory', not(REPOSITORY)),
      possible('not-a-main-package'),
      possible('launch-config-invalid'),
    ],
    decide: [PROBES.packageName],
    source: 'Go before 1.11',
  },
  {
    example: "can't load package: package .: no Go files in /root",
    has: 'go files in ',
    pattern: /no (?:buildable )?Go files in /,
    tells: [likely('wrong-import-path', REPOSITORY), likely('wrong-working-directory', not(REPOSITORY)), possible('not-a-main-package')],
    decide: [PROBES.packageName],
    source: 'go command',
  },
  {
    example: 'package app: no non-test Go files in /src/app',
    has: 'no non-test go files in ',
    pattern: /no non-test Go files in /,
    tells: [likely('not-a-main-package'), possible('wrong-working-directory')],
    decide: [PROBES.packageName],
    source: 'go command',
  },
  {
    example: 'stat /src/cmd/app: directory not found',
    has: 'directory not found',
    pattern: /(?:stat \S{1,300}|go: \S{1,200}|package \S{1,200}): directory not found/,
    tells: [likely('wrong-working-directory', near(DEBUGGING)), possible('wrong-working-directory'), possible('launch-config-invalid')],
    decide: [PROBES.packageName],
    source: 'go command',
  },
  {
    example: 'can\'t load package: package ./cmd/app: cannot find package "./cmd/app" in:',
    has: 'cannot find package "',
    pattern: /cannot find package "\.[\w./-]{0,200}" in:/,
    tells: [likely('wrong-working-directory'), possible('launch-config-invalid')],
    decide: [PROBES.packageName],
    source: 'go command',
  },
  {
    example: 'main.go:3:8: could not import lib (object is [go object linux amd64 go1.24.13 GOAMD64=v1 X:regabiwrappers,regabiargs',
    has: ['object is [', 'object file is ['],
    pattern: /object (?:file )?is \[(?:go object )?[a-z0-9]{1,20} [a-z0-9]{1,20} (?:go1\.|devel)/,
    tells: [certain('stale-build-cache')],
    source: 'compiler',
  },
  {
    example: 'link: fingerprint mismatch: fmt has 0af, import from main expecting 1bc',
    has: 'fingerprint mismatch',
    pattern: /(?:link: |loadlib: |go: )?fingerprint mismatch: \S{1,200} has/,
    tells: [likely('stale-build-cache'), possible('goroot-mismatch')],
    decide: [PROBES.goroots, { run: 'go clean -cache', tells: 'if that mends it: stale-build-cache' }],
    source: 'go tool link',
  },
  {
    example: 'import /go/pkg/linux_amd64/x.a: not a package file',
    has: ['.a: ', 'with a different version'],
    pattern:
      /import \S{1,300}\.a: (?:not a package file|object is|unexpected|cannot)|package \S{1,100} was (?:built|compiled) with a different version/,
    tells: [likely('stale-build-cache')],
    decide: [PROBES.goroots],
    source: 'compiler',
  },
  {
    example: 'could not import example.org/x (unsupported version: 2)',
    has: 'unsupported version',
    pattern: /(?:could not import|internal error in importing) [^\n]{1,200}unsupported version/,
    tells: [likely('stale-build-cache'), possible('goroot-mismatch')],
    decide: [PROBES.goroots],
    source: 'go/types, gopls',
  },
  {
    example: 'can\'t load package: package foo: malformed module path "foo": missing dot in first path element',
    has: 'missing dot in first path element',
    pattern: /malformed module path "[^"\n]{1,200}": missing dot in first path element/,
    tells: [possible('wrong-working-directory'), possible('no-go-mod'), possible('launch-config-invalid')],
    decide: WHERE,
    source: 'Go 1.13 to 1.15',
  },
  {
    example: 'can\'t load package: package c:/gopath/src/app: cannot find package "c:/gopath/src/app" in any of:',
    has: 'cannot find package "',
    pattern: /cannot find package "(?:[A-Za-z]:[\\/]|\/)[^"\n]{0,300}" in any of/,
    tells: [possible('launch-config-invalid'), possible('wrong-working-directory'), possible('gopath-invalid')],
    decide: [PROBES.packageName, PROBES.goMod],
    source: 'go command: a folder where an import path belongs',
  },
  {
    example: 'go build example.com/imaging: invalid flag in #cgo LDFLAGS: -Wl,--wrap=malloc',
    has: 'invalid flag in #cgo ',
    pattern: /invalid flag in #cgo [A-Z]{2,12}: /,
    tells: [likely('package-does-not-build')],
    source: 'go command: a flag that only CGO_…_ALLOW lets pass',
  },
];
