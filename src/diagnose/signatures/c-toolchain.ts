import { certain, likely, near, possible, type Signature, says, silent } from '../signature.js';
import { PROBES } from './probes.js';

const COMPILER = [{ run: 'go env CC CGO_ENABLED; $(go env CC) --version', tells: 'no compiler, or one that fails: c-toolchain-missing' }];

/** Messages of a C compiler or linker that is missing or does not work, run by the go command. */
export const cToolchainSignatures: readonly Signature[] = [
  {
    example: 'cgo: C compiler "gcc" not found: exec: "gcc": executable file not found in $PATH',
    has: 'executable file not found',
    pattern:
      /(?:exec: |C compiler )\\?"(?:gcc|clang|cc|g\+\+|clang\+\+|pkg-config|[\w-]{1,40}-gcc|zig|musl-gcc|ld|gold)\\?"[^\n]{0,40}: executable file not found/,
    tells: [certain('c-toolchain-missing')],
    source: 'go command',
  },
  {
    example: 'cgo: C compiler "gcc" not found',
    has: 'c compiler "',
    pattern: /C compiler "[^"\n]{1,200}" not found/,
    tells: [certain('c-toolchain-missing')],
    source: 'go command',
  },
  {
    example: '/usr/local/go/pkg/tool/linux_amd64/link: running gcc failed: exit status 1',
    has: ['link: running ', 'link.exe: running '],
    pattern: /link(?:\.exe)?: running \S{1,100} failed: /,
    tells: [likely('c-toolchain-missing')],
    decide: [{ run: 'go env CC CGO_ENABLED; $(go env CC) --version', tells: 'no compiler, or an old one: c-toolchain-missing' }],
    source: 'go tool link',
  },
  {
    example: '_cgo_export.c:3:10: fatal error: stdlib.h: No such file or directory',
    has: 'fatal error: ',
    pattern:
      /fatal error: '?(?:stdlib|stdio|errno|stddef|pthread|string|sys\/types|bits\/\S{1,40}|linux\/\w{1,20})\.h'?(?::| file) (?:No such file|not found)/i,
    tells: [likely('c-toolchain-missing', near(/cgo|\bgo (?:build|install|test|get|run)\b|\bdlv\b/))],
    source: 'cgo without the headers of the C library',
  },
  {
    example: 'cc1.exe: sorry, unimplemented: 64-bit mode not compiled in',
    has: '64-bit mode not compiled in',
    pattern: /sorry, unimplemented: 64-bit mode not compiled in/,
    tells: [certain('c-toolchain-missing')],
    source: 'a 32-bit MinGW',
  },
  {
    example: 'gcc: fatal error: cannot execute ‘cc1’: execvp: No such file or directory',
    has: 'cc1',
    pattern: /cannot execute ['‘`]?cc1|error trying to exec 'cc1/,
    tells: [likely('c-toolchain-missing')],
    source: 'gcc',
  },
  {
    example: '/usr/include/features.h:412:4: error: #warning _FORTIFY_SOURCE requires compiling with optimization (-O) [-Werror=cpp]',
    has: '_fortify_source requires compiling with optimization',
    pattern: /_FORTIFY_SOURCE requires compiling with optimization/,
    tells: [likely('c-toolchain-missing')],
    decide: [
      { run: 'go env CGO_CFLAGS', tells: 'dlv builds with -O0 -g: a compiler that insists on -D_FORTIFY_SOURCE needs CGO_CFLAGS="-O -g"' },
    ],
    source: 'glibc, when dlv builds cgo without optimisation',
  },
  {
    example: 'xcrun: error: invalid active developer path (/Library/Developer/CommandLineTools), missing xcrun',
    has: 'invalid active developer path',
    pattern: /invalid active developer path/,
    tells: [
      likely('macos-debugserver-missing', says(/could not launch|debugserver|lldb/)),
      likely('c-toolchain-missing', silent(/could not launch|debugserver|lldb/)),
      possible('macos-debugserver-missing'),
    ],
    decide: [PROBES.xcode],
    source: 'macOS without command line tools',
  },
  {
    example: '/usr/bin/ld: cannot find -lpthread',
    has: 'cannot find -l',
    pattern: /ld(?:\.exe)?: cannot find -l(?:c|pthread|gcc|gcc_s|gcc_eh|m|dl|resolv|rt|ming\w{2,6}|msvcrt|moldname|kernel32)\b/,
    tells: [likely('c-toolchain-missing', near(/cgo|\bgo (?:build|install|test|get|run)\b|pkg\/tool/))],
    source: 'ld, run by go tool link',
  },
  {
    example: '# runtime/cgo',
    has: '# runtime/cgo',
    pattern: /^# runtime\/cgo/,
    tells: [possible('c-toolchain-missing')],
    decide: [{ run: 'go env CC CGO_ENABLED; $(go env CC) --version', tells: 'no compiler, or one that fails: c-toolchain-missing' }],
    source: 'go build: what follows are errors of the C compiler',
  },
  {
    example: 'cgo: cannot parse gcc output $WORK/b002/_cgo_.o as ELF, Mach-O, PE, XCOFF object',
    has: ['cgo: ', 'cgo.exe: '],
    pattern: /cgo(?:\.exe)?: (?:cannot parse gcc output|gcc did not produce|cannot load DWARF output|gcc errors for preamble|clang errors)/,
    tells: [likely('c-toolchain-missing')],
    decide: COMPILER,
    source: 'cgo',
  },
  {
    example: 'cgo: exec C:\\Program: exec: "C:\\\\Program": file does not exist',
    has: ['cgo: exec ', 'cgo.exe: exec '],
    pattern: /cgo(?:\.exe)?: exec [^\n]{1,200}: /,
    tells: [certain('c-toolchain-missing')],
    source: 'cgo, whose compiler does not start',
  },
  {
    example: 'go build github.com/mattn/go-sqlite3: C:\\Go\\pkg\\tool\\windows_amd64\\cgo.exe: exit status 2',
    has: ['cgo: exit status', 'cgo.exe: exit status'],
    pattern: /[\\/]cgo(?:\.exe)?: exit status \d/,
    tells: [possible('c-toolchain-missing'), possible('package-does-not-build')],
    decide: COMPILER,
    source: 'go build',
  },
  {
    example: 'ld: library not found for -lSystem',
    has: ['library not found for -l', 'no such sysroot directory', 'framework not found '],
    pattern: /ld: library not found for -l(?:System|c|pthread|resolv|m)\b|no such sysroot directory|ld: framework not found /,
    tells: [likely('c-toolchain-missing', near(/cgo|\bgo (?:build|install|test|get|run)\b|pkg\/tool|\bdlv\b/))],
    decide: COMPILER,
    source: 'macOS with command line tools that do not fit',
  },
  {
    example: 'You have not agreed to the Xcode license agreements, please run "sudo xcodebuild -license" from within a Terminal window',
    has: ['xcode license agreement', 'xcode/ios license'],
    pattern: /agreed to the Xcode license agreement|[Aa]greeing to the Xcode\/iOS license/,
    tells: [likely('c-toolchain-missing'), possible('macos-debugserver-missing')],
    decide: [PROBES.xcode],
    source: 'macOS',
  },
  {
    example: 'could not import C (no metadata for C)',
    has: 'could not import c (',
    pattern: /could not import C \((?:no metadata|cgo preprocessing failed|no package|unsupported)/,
    tells: [possible('c-toolchain-missing'), possible('cgo-required-but-disabled')],
    decide: COMPILER,
    source: 'gopls',
  },
];
