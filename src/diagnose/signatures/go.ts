import { certain, likely, possible, type Signature, says } from '../signature.js';
import { PROBES } from './probes.js';

const MISSING = [certain('go-not-on-path')];

/** Messages of the link `go`: whether the go command runs. */
export const goSignatures: readonly Signature[] = [
  {
    example: 'Failed to find the "go" binary in either GOROOT(/usr/local/go) or PATH(/usr/bin).',
    has: ['find the "go" binary', "no 'go' binary could be found"],
    pattern: /Failed to find the "go" binary|No 'go' binary could be found/,
    tells: MISSING,
    source: 'VS Code',
  },
  {
    example: 'Cannot find "go" binary. Update PATH or GOROOT appropriately',
    has: 'cannot find "go" binary',
    pattern: /Cannot find "go" binary/,
    tells: MISSING,
    source: 'VS Code',
  },
  {
    example: 'No version is set for command go',
    has: 'no version is set for command go',
    pattern: /No version is set for command go\b/i,
    tells: [likely('go-not-on-path')],
    source: 'asdf',
  },
  {
    example: 'go version go1.12.5 gccgo (GCC) 9.1.1 20190503 (Red Hat 9.1.1-1) linux/amd64',
    has: ['gccgo', '/gcc'],
    pattern: /go version go\S{1,30} gccgo|GOTOOLDIR="?\/usr\/lib(?:exec)?\/gcc|\/usr\/lib(?:exec)?\/gcc\/\S{1,80}\/(?:go1|cgo)\b/,
    tells: [likely('gccgo-toolchain')],
    decide: [PROBES.goVersionOnly],
    source: 'gccgo',
  },
  {
    example: 'GOTOOLDIR="/usr/lib/gcc/x86_64-linux-gnu/9"',
    has: '/gcc/',
    pattern: /GOTOOLDIR=["']?\/usr\/lib\w{0,6}\/gcc\/|\/usr\/lib\w{0,6}\/gcc\/\S{1,80}\/go1\b/,
    tells: [likely('gccgo-toolchain')],
    decide: [PROBES.goVersionOnly],
    source: 'go env of gccgo',
  },
  {
    example: 'go1: error: unrecognized command line option "-p"',
    has: ['go1: ', 'gccgo: ', 'reference to undefined '],
    pattern:
      /(?:^|\s)(?:go1|gccgo): (?:fatal )?error: |\.go:\d{1,6}:\d{1,5}: error: reference to undefined (?:identifier|name|field or method)/,
    tells: [likely('gccgo-toolchain')],
    source: 'gccgo',
  },
  {
    example: 'bash: /usr/local/go/bin/go: cannot execute binary file: Exec format error',
    has: 'bin/go: ',
    pattern: /bin\/go: (?:cannot execute|Permission denied|Exec format error|Bad CPU type)/i,
    tells: [likely('go-command-broken')],
    source: 'bash',
  },
  {
    example: 'GOHOSTARCH="386"',
    has: 'gohostarch=',
    pattern: /GOHOSTARCH=["']?386\b/,
    tells: [possible('go-32bit-on-64bit-host')],
    decide: [PROBES.goPlatform],
    source: 'go env',
  },
  {
    example: 'could not launch process: can not run under Rosetta, check that the installed build of Go is right for your CPU architecture',
    has: 'can not run under rosetta',
    pattern: /can not run under Rosetta/,
    tells: [certain('macos-rosetta-amd64-go')],
    source: 'dlv on Apple silicon',
  },
  {
    example: 'go version go1.20.1 darwin/amd64',
    has: ['darwin/amd64', 'gohostarch='],
    pattern: /go version go\S{1,20} darwin\/amd64|GOHOSTARCH="?amd64/,
    tells: [
      likely(
        'macos-rosetta-amd64-go',
        says(/Apple (?:M\d|silicon)|arm64[^\n]{0,40}Darwin|Darwin[^\n]{0,200}arm64|proc_translated: ?1|debugserver[^\n]{0,100}arm64/i),
      ),
    ],
    decide: [PROBES.xcode],
    source: 'go version on Apple silicon',
  },
  {
    example: 'sysctl.proc_translated: 1',
    has: 'proc_translated',
    pattern: /proc_translated: 1/,
    tells: [likely('macos-rosetta-amd64-go')],
    decide: [PROBES.xcode],
  },
  {
    example: "hashtable.go:357: undefined reference to `runtime.stringHash'",
    has: ['undefined reference to', '..z2f'],
    pattern: /undefined reference to [`'"]?(?:runtime\.\w|go\.\w{1,40}\.\.z)|\.\.z2f\w/,
    tells: [likely('gccgo-toolchain')],
    decide: [PROBES.goVersionOnly],
    source: 'ld, linking what gccgo compiled',
  },
  {
    example: "xsave_amd64.s:1: Error: no such instruction: `text ·cpuid(SB),$0-24'",
    has: 'no such instruction',
    pattern: /\.s:\d{1,6}: Error: no such instruction: [`'"]text /,
    tells: [likely('gccgo-toolchain')],
    decide: [PROBES.goVersionOnly],
    source: 'GNU as, given an assembly file of Go by gccgo',
  },
  {
    example: 'go build: when using gccgo toolchain, please pass compiler flags using -gccgoflags, not -gcflags',
    has: 'when using gccgo toolchain',
    pattern: /when using gccgo toolchain, please pass/,
    tells: [certain('gccgo-toolchain')],
    source: 'go command',
  },
  {
    example: 'go build -x -compiler=gccgo hello.go',
    has: '-compiler',
    pattern: /(?:^|\s)--?compiler[= ]["']?gccgo\b/,
    tells: [likely('gccgo-toolchain')],
    decide: [PROBES.goVersionOnly],
    source: 'a command line, or GOFLAGS',
  },
  {
    example: "'go' binary cannot be found in either GOROOT(/usr/local/go) or PATH(/usr/bin)",
    has: 'binary cannot be found in either goroot',
    pattern: /["'`]go["'`]? binary cannot be found in either GOROOT/,
    tells: MISSING,
    source: 'VS Code',
  },
];
