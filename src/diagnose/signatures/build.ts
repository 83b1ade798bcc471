import { certain, likely, near, possible, type Signature, says } from '../signature.js';
import { DEBUGGING, MACOS } from './context.js';
import { PROBES } from './probes.js';

const STRIPPING = /-ldflags[^\n]{0,30}-[sw]\b|\bstrip(?:ped)?\b|-s -w|go run/;
const BUILT = [PROBES.buildSettings];

/** Messages of the link `build`: the program, and the debug information in it. */
export const buildSignatures: readonly Signature[] = [
  {
    example: 'could not launch process: not an executable file',
    has: 'not an executable file',
    pattern: /not an executable file/,
    tells: [
      possible('not-a-main-package'),
      possible('target-arch-mismatch'),
      possible('antivirus-blocks-dlv', says(/[A-Za-z]:\\|\.exe/)),
      possible('exec-target-invalid'),
      possible('tmp-noexec'),
      possible('antivirus-blocks-dlv'),
    ],
    decide: [PROBES.packageName, PROBES.goPlatform, PROBES.fileKind, PROBES.noexec],
    source: 'dlv',
  },
  {
    example:
      "could not launch process: could not open debug info - debuggee must not be built with 'go run' or -ldflags='-s -w', which strip debug info",
    has: 'could not open debug info',
    pattern: /could not open debug info/,
    tells: [certain('debug-info-stripped')],
    source: 'dlv 1.3 and later',
  },
  {
    example: 'could not launch process: could not find external debug info file',
    has: 'external debug info file',
    pattern: /could not find external debug info file/,
    tells: [certain('debug-info-stripped')],
    source: 'dlv 1.1 and 1.2',
  },
  {
    example: 'could not launch process: decoding dwarf section info at offset 0x0: too short',
    has: 'decoding dwarf section ',
    pattern:
      /decoding dwarf section (?:info|abbrev|line|ranges) at offset \w{1,20}: (?:too short|underflow|unsupported|unknown|bad|invalid|unexpected)/,
    tells: [
      likely('debug-info-stripped', says(STRIPPING)),
      likely('macos-linker-dwarf', (log) => log.says(MACOS) && log.says(/cgo|Xcode ?1[6-9]|ld: warning|macOS (?:Sequoia|1[5-9]|2\d)/i)),
      possible('debug-info-stripped'),
      possible('dlv-too-old-for-go'),
      possible('macos-linker-dwarf'),
    ],
    decide: [PROBES.buildSettings, PROBES.allDlv],
    source: 'dlv: an empty or unreadable .debug_info',
  },
  {
    example: 'could not launch process: could not get .debug_line section',
    has: ['debug_', 'gosymtab', 'gopclntab'],
    pattern:
      /could not (?:get|find|load|open) (?:a |the )?["'`]?\.?(?:(?:z?debug_(?:info|line|frame|abbrev)|gosymtab|gopclntab|_debug_(?:info|line|frame)))/,
    tells: [likely('debug-info-stripped')],
    decide: BUILT,
    source: 'dlv before 1.1',
  },
  {
    example: 'Warning: no debug info found, some functionality will be missing such as stack traces and variable evaluation.',
    has: 'no debug info found',
    pattern: /no debug info found/i,
    tells: [likely('debug-info-stripped')],
    decide: BUILT,
    source: 'dlv 1.21 and later',
  },
  {
    example: 'could not find file /src/main.go, binary is stripped',
    has: 'binary is stripped',
    pattern: /binary is stripped/,
    tells: [certain('debug-info-stripped')],
    source: 'dlv 1.21 and later',
  },
  {
    example: 'unable to find locals: no debug information present in binary',
    has: 'no debug information',
    pattern: /no debug information (?:present|found)/,
    tells: [likely('debug-info-stripped', near(DEBUGGING)), possible('debug-info-stripped')],
    decide: BUILT,
    source: 'dlv 1.21 and later',
  },
  {
    example: 'could not launch process: could not find moduledata',
    has: 'could not find moduledata',
    pattern: /could not find moduledata/,
    tells: [likely('debug-info-stripped'), possible('dlv-too-old-for-go')],
    decide: [PROBES.buildSettings, PROBES.allDlv],
    source: 'dlv 1.21 to 1.24',
  },
  {
    example: 'could not get argument location of i: could not find loclist entry at 0x5c0 for address 0x4a',
    has: 'could not find loclist entry',
    pattern: /could not find loclist entry/,
    tells: [likely('optimized-binary'), possible('dlv-built-with-older-go')],
    decide: [PROBES.buildSettings, PROBES.dlvBuild],
    source: 'dlv',
  },
  {
    example: 'Warning: debugging optimized function',
    has: ['debugging optimized function', 'debugging optimised function'],
    pattern: /debugging optimi[sz]ed function/,
    tells: [certain('optimized-binary')],
    source: 'dlv',
  },
  {
    example: 'can not call optimized function main.f when regabi is in use',
    has: 'optimized function',
    pattern: /call optimized function/,
    tells: [certain('optimized-binary')],
    source: 'dlv',
  },
  {
    example: 'x = <optimized out>',
    has: ['optimized out', 'optimised out'],
    pattern: /<optimi[sz]ed out>|\(optimi[sz]ed out\)/,
    tells: [likely('optimized-binary', near(DEBUGGING)), possible('optimized-binary')],
    decide: BUILT,
    source: 'gdb and others',
  },
  {
    example: 'Unable to evaluate expression: could not find symbol value for x',
    has: 'could not find symbol value for ',
    pattern: /could not find symbol value for /,
    tells: [likely('optimized-binary', says(/optimi[sz]|inlin|go build(?![^\n]{0,200}-N)/)), possible('optimized-binary')],
    decide: BUILT,
    source: 'dlv',
  },
  {
    example: 'could not find statement at /src/main.go:19, please use a line with a statement',
    has: 'could not find statement at ',
    pattern: /could not find statement at /,
    tells: [possible('optimized-binary'), possible('path-mapping')],
    decide: BUILT,
    source: 'dlv',
  },
  {
    example: '?   	example.org/x	[no test files]',
    has: '[no test files]',
    pattern: /\[no test files\]/,
    tells: [
      likely(
        'no-test-files',
        says(/fork\/exec [^\n]{0,300}(?:debug\.test|__debug_bin)|dlv test|could not launch process: not an executable/),
      ),
    ],
    decide: [PROBES.packageName],
    source: 'go test',
  },
  {
    example: 'could not read Go build info from ./app: not a Go executable',
    has: ['not a go executable', 'not built by go'],
    pattern: /not a Go executable|not built by Go\b/i,
    tells: [likely('not-a-go-program')],
    source: 'go version -m',
  },
  {
    example: 'could not launch process: could not read section .gopclntab',
    has: 'gopclntab',
    pattern: /could not read section [._]{1,2}gopclntab|could not find \.?gopclntab/,
    tells: [likely('not-a-go-program'), possible('debug-info-stripped')],
    decide: BUILT,
    source: 'dlv',
  },
  {
    example: 'Warning: debugging executable built with trimpath',
    has: 'built with trimpath',
    pattern: /built with trimpath/,
    tells: [certain('trimpath')],
    source: 'dlv dap 1.21 and later',
  },
  {
    example: 'GOFLAGS="-trimpath"',
    has: '-trimpath',
    pattern: /-trimpath\b/,
    tells: [
      likely(
        'trimpath',
        says(
          /could not find file|could not find \S{1,200}\.go|[Ll]ocation \S{1,200}\.go:\d{1,6}"? not found|unverified|no such file[^\n]{0,100}\.go/i,
        ),
      ),
    ],
    decide: [PROBES.fileList],
    source: 'go env, build commands',
  },
  {
    example:
      'could not read debug info (decoding dwarf section abbrev: EOF) and could not read go symbol table (could not find rodata struct member)',
    has: 'could not read go symbol table',
    pattern: /could not read go symbol table/,
    tells: [
      likely('macos-linker-dwarf', says(MACOS)),
      possible('debug-info-stripped'),
      possible('macos-linker-dwarf'),
      possible('dlv-too-old-for-go'),
    ],
    decide: [PROBES.buildSettings, PROBES.allDlv],
    source: 'dlv 1.21 and later',
  },
  {
    example: 'error reading debug_info: decoding dwarf section info at offset 0x942ab7: DW_FORM_strx with no .debug_str_offsets section',
    has: 'dw_form_strx with no .debug_str_offsets',
    pattern: /DW_FORM_strx with no \.debug_str_offsets section/,
    tells: [likely('macos-linker-dwarf'), possible('dlv-built-with-older-go')],
    decide: [PROBES.buildSettings, PROBES.allDlv],
    source: "debug/dwarf: DWARF 5 of Apple's clang, whose section names are too long for Mach-O",
  },
  {
    example: '/usr/local/go/pkg/tool/darwin_amd64/link: combining dwarf failed: Unknown load command 0x32 (50)',
    has: ['combining dwarf failed', 'running dsymutil failed'],
    pattern: /link: (?:combining dwarf failed|running dsymutil failed)/,
    tells: [likely('macos-linker-dwarf')],
    source: "Go's linker on a macOS that is newer than it",
  },
];
