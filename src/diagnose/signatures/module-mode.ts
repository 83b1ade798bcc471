import { certain, likely, possible, type Signature, says, silent } from '../signature.js';
import { notStandard } from './context.js';
import { PROBES } from './probes.js';

const CHECK = [PROBES.checkEnv];

/** Messages about the values of go env that say how modules are used: GOFLAGS, GO111MODULE, GOPROXY. */
export const moduleModeSignatures: readonly Signature[] = [
  {
    example: 'go: unknown environment setting GO111MODULE=maybe',
    has: 'go111module',
    pattern: /unknown environment setting GO111MODULE=|invalid GO111MODULE value/,
    tells: [likely('gopath-mode-off')],
    decide: CHECK,
    source: 'go command',
  },
  {
    example: 'go: no install location for .go files listed on command line (GOBIN not set)',
    has: 'no install location for ',
    pattern: /no install location for (?:directory|\.go files)/,
    tells: [likely('gobin-unusable'), possible('gopath-mode-off')],
    decide: CHECK,
    source: 'go install',
  },
  {
    example: 'go: parsing $GOFLAGS: non-flag "nodash"',
    has: 'parsing $goflags: ',
    pattern: /parsing \$GOFLAGS: /,
    tells: [certain('goflags-invalid')],
    source: 'go command',
  },
  {
    example: 'go: github.com/go-delve/delve/cmd/dlv@v1.27.2: cannot query module due to -mod=vendor',
    has: 'due to -mod=',
    pattern: /cannot query module due to -mod=(?:vendor|readonly|mod)/,
    tells: [certain('goflags-mod-conflict')],
    source: 'go command',
  },
  {
    example: 'build flag -mod=vendor only valid when using modules',
    has: 'only valid when using modules',
    pattern: /build flag -mod\w{0,10}(?:=\w{1,10})? only valid when using modules/,
    tells: [likely('goflags-mod-conflict'), possible('gopath-mode-off')],
    decide: [PROBES.goMod],
    source: 'go command',
  },
  {
    example: 'GOFLAGS="-mod=vendor"',
    has: 'goflags',
    pattern: /GOFLAGS(?:=|["']?: ?)["']?[^"'\n]{0,100}-mod=(?:vendor|mod|readonly)/,
    tells: [
      likely(
        'goflags-mod-conflict',
        says(
          /inconsistent vendoring|due to -mod=|disabled by -mod=|only valid when using modules|may only be set to|go: .{0,200}vendor|install/,
        ),
      ),
      possible('goflags-mod-conflict'),
    ],
    decide: [PROBES.goMod],
    source: 'go env',
  },
  {
    example: 'go: -mod may only be set to readonly or vendor when in workspace mode, but it is set to "mod"',
    has: '-mod may only be set to readonly',
    pattern: /-mod may only be set to readonly/,
    tells: [certain('goflags-mod-conflict')],
    source: 'go command',
  },
  {
    example: "go list -m: can't match module patterns using the vendor directory",
    has: 'using the vendor directory',
    pattern: /can't (?:match module patterns|resolve module|compute 'all'|determine available versions) using the vendor directory/,
    tells: [likely('goflags-mod-conflict'), possible('vendor-inconsistent')],
    decide: [PROBES.goMod],
    source: 'go command',
  },
  {
    example: 'cannot find module providing package example.org/x: import lookup disabled by -mod=vendor',
    has: 'lookup disabled by -mod=',
    pattern: /lookup disabled by -mod=vendor/,
    tells: [
      likely('goflags-mod-conflict', says(/GOFLAGS[^\n]{0,40}-mod=|cmd\/dlv@/)),
      likely('vendor-inconsistent', silent(/GOFLAGS[^\n]{0,40}-mod=|cmd\/dlv@/)),
    ],
    decide: [PROBES.goMod],
    source: 'go command',
  },
  {
    example: "go: modules disabled by GO111MODULE=off; see 'go help modules'",
    has: 'by go111module=',
    pattern: /modules disabled (?:inside GOPATH\/src )?by GO111MODULE=/,
    tells: [certain('gopath-mode-off')],
    source: 'go command',
  },
  {
    example: "can only use path@version syntax with 'go get' and 'go install' in module-aware mode",
    has: 'can only use path@version syntax with',
    pattern: /can only use path@version syntax with 'go get' and 'go install' in module-aware mode/,
    tells: [likely('gopath-mode-off')],
    decide: [PROBES.goVersion],
    source: 'Go 1.16 and later',
  },
  {
    example: 'go: cannot use path@version syntax in GOPATH mode',
    has: 'cannot use path@version synta',
    pattern: /(?:^|go: |go get: )cannot use path@version synta/,
    tells: [possible('gopath-mode-off'), possible('go-too-old-for-install-at-version')],
    decide: [PROBES.goVersion],
    source: 'go get of Go 1.11 and later',
  },
  {
    example: 'main.go:5:2: cannot find package "github.com/example/lib/v2" in any of:',
    has: 'cannot find package "',
    pattern: /cannot find package "(?:[\w-]{1,40}\.)[\w./-]{1,200}" in any of/,
    tells: [possible('gopath-mode-off')],
    decide: [PROBES.goVersion],
    source: 'go command in GOPATH mode',
  },
  {
    example: 'GO111MODULE="off"',
    has: 'go111module',
    pattern: /GO111MODULE=["']?off\b/,
    tells: [
      likely('gopath-mode-off', says(/cannot find package|unrecognized import path|path@version|cannot find module|imports? /)),
      possible('gopath-mode-off'),
    ],
    decide: [PROBES.goVersion],
    source: 'go env',
  },
  {
    example: 'go: github.com/go-delve/delve/cmd/dlv@latest: module lookup disabled by GOPROXY=off',
    has: 'lookup disabled by goproxy=off',
    pattern: /lookup disabled by GOPROXY=off/,
    tells: [certain('proxy-off')],
    source: 'go command',
  },
  {
    example: 'verifying example.org/x@v1.0.0: checksum database disabled by GOSUMDB=off',
    has: 'checksum database disabled by gosumdb=off',
    pattern: /checksum database disabled by GOSUMDB=off/,
    tells: [likely('checksum-database-off')],
    source: 'go command',
  },
  {
    example: 'go get: disabled by -mod=vendor',
    has: 'disabled by -mod=',
    pattern: /(?:go get|go install|go mod \w{1,10}|import lookup|query): ?disabled by -mod=(?:vendor|readonly)/,
    tells: [likely('goflags-mod-conflict', says(/GOFLAGS|-mod=vendor/))],
    decide: [PROBES.checkEnv],
    source: 'go command',
  },
  {
    example: 'package debugger: cannot find package "debugger" in any of:',
    has: 'cannot find package "',
    pattern: /package \S{1,100}: cannot find package "([\w/-]{1,100})" in any of/,
    tells: [possible('wrong-working-directory', notStandard), possible('gopath-mode-off', notStandard), possible('no-go-mod', notStandard)],
    decide: [PROBES.goMod],
    source: 'go command before modules, and with GO111MODULE=off: a path that is of no module',
  },
];
