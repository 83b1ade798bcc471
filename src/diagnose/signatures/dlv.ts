import { certain, likely, near, possible, type Signature, silent } from '../signature.js';
import { DEBUGGING } from './context.js';
import { PROBES } from './probes.js';

/** Messages of the link `dlv`: whether it fits. */
export const dlvSignatures: readonly Signature[] = [
  {
    example: 'error layer=debugger could not load /lib/ld-musl-x86_64.so.1: unexpected relocation',
    has: 'ld-musl-',
    pattern: /(?:could not|error|failed)[^\n]{0,300}ld-musl-\w{1,20}\.so/i,
    tells: [likely('dlv-musl-loader-bug', silent(/needed by|No such file/))],
    decide: [PROBES.allDlv],
    source: 'dlv before 1.22 and programs that musl loads',
  },
  {
    example:
      'Version of Delve is too old for Go version go1.26.8 (maximum supported version 1.25, suppress this error with --check-go-version=false)',
    has: 'version of delve is too old for',
    pattern: /Version of Delve is too old for/i,
    tells: [certain('dlv-too-old-for-go'), possible('dlv-shadowed-by-another-copy'), possible('go-newer-than-delve')],
    source: 'dlv',
  },
  {
    example:
      'Go version go1.21.13 is too old for this version of Delve (minimum supported version 1.25, suppress this error with --check-go-version=false)',
    has: 'is too old for this version of delve',
    pattern: /is too old for this version of Delve/i,
    tells: [certain('go-too-old-for-dlv')],
    source: 'dlv',
  },
  {
    example: 'To debug executables using DWARFv5 or later Delve must be built with Go version 1.25.0 or later',
    has: 'delve must be built with go version',
    pattern: /Delve must be built with Go version/,
    tells: [certain('dlv-built-with-older-go')],
    source: 'dlv 1.24.2 and later',
  },
  {
    example: 'executables built by Go 1.11 or later need Delve built by Go 1.11 or later',
    has: 'need delve built by go',
    pattern: /need Delve built by Go/,
    tells: [certain('dlv-built-with-older-go')],
    source: 'dlv 1.1 and later',
  },
  {
    example: "error layer=debugger could not patch runtime.mallogc: no type entry found, use 'types' for a list of valid types",
    has: 'could not patch runtime.mallogc',
    pattern: /could not patch runtime\.mallogc/,
    tells: [possible('dlv-too-old-for-go')],
    decide: [PROBES.allDlv],
    source: 'dlv 1.20',
  },
  {
    example: 'unsupported version 5 of the DWARF line table',
    has: ['dwarf', 'version 5'],
    pattern: /(?:unsupported|unknown|bad)[^\n]{0,40}(?:DWARF version|version 5|dwarf version)|dwarf[^\n]{0,40}unsupported version/i,
    tells: [likely('dlv-too-old-for-go', near(DEBUGGING)), possible('dlv-built-with-older-go', near(DEBUGGING))],
    decide: [PROBES.dlvBuild],
    source: 'debug/dwarf',
  },
  {
    example: 'Error: unknown flag: --api-version',
    has: 'unknown flag: --',
    pattern:
      /unknown flag: --(?:api-version|headless|accept-multiclient|check-go-version|only-same-user|continue|listen|backend|client-addr|log-dest|log-output|disable-aslr|allow-non-terminal-interactive|tty|build-flags|init|wd|redirect|rr-\S{1,30}|waitfor\S{0,20}|output|exec)\b/,
    tells: [likely('dlv-lacks-flag')],
    decide: [PROBES.allDlv],
    source: 'dlv',
  },
  {
    example: 'dlv: Error: unknown flag: --env',
    has: 'unknown flag: ',
    pattern: /Error: unknown flag: -/,
    tells: [
      likely('dlv-lacks-flag', near(/\bdlv(?:\.exe)?\s+(?:dap|debug|exec|attach|test|connect|core|trace|version|--)|dlv \[command\]/)),
    ],
    decide: [PROBES.allDlv],
    source: 'dlv',
  },
  {
    example: 'Error: unknown command "dap" for "dlv"',
    has: 'for "dlv"',
    pattern: /unknown command "(?!replay)[\w-]{1,60}" for "dlv"/,
    tells: [certain('dlv-lacks-flag')],
    source: 'dlv',
  },
  {
    example: "Error: unknown shorthand flag: 'r' in -r",
    has: 'unknown shorthand flag',
    pattern: /unknown shorthand flag/,
    tells: [
      likely('dlv-lacks-flag', near(/\bdlv(?:\.exe)?\s+(?:dap|debug|exec|attach|test|connect|core|trace|version|--)|dlv \[command\]/)),
    ],
    decide: [PROBES.allDlv],
    source: 'dlv',
  },
  {
    example: 'Debugging programs compiled with go version go1.9.2 darwin/amd64 is not supported. Use go sdk at least version 1.10',
    has: 'debugging programs compiled with go version',
    pattern: /Debugging programs compiled with go version [^\n]{1,80} is not supported/,
    tells: [
      certain('macos-rosetta-amd64-go', (_log, match) => /darwin\/amd64[^\n]{0,80}sdk for darwin\/arm64/.test(match.input)),
      likely('go-32bit-on-64bit-host', (_log, match) => /\/386[^\n]{0,80}sdk for/.test(match.input)),
      likely('target-arch-mismatch', (_log, match) => /sdk for/.test(match.input)),
      certain('go-too-old-for-dlv', (_log, match) => !/sdk for/.test(match.input)),
    ],
    source: 'GoLand',
  },
  {
    example: 'could not find goroutine array',
    has: ['could not find goroutine array', 'image file machine code'],
    pattern: /could not find goroutine array|un(?:k|kn)own image file machine code/,
    tells: [possible('dlv-too-old-for-go'), possible('target-arch-mismatch')],
    decide: [PROBES.allDlv, PROBES.goPlatform],
    source: 'dlv',
  },
];
