import { certain, likely, near, possible, type Signature, says, silent } from '../signature.js';
import { DELVE_SOURCES } from './context.js';
import { PROBES } from './probes.js';

/** Messages about platforms that Delve cannot be built for or debug on. */
export const platformSignatures: readonly Signature[] = [
  {
    example: 'undefined: your_operating_system_and_architecture_combination_is_not_supported_by_delve',
    has: '_supported_by_delve',
    pattern: /your_\w{1,80}_supported_by_delve/,
    tells: [
      certain('unsupported-platform', silent(/windows\/386|GOHOSTARCH="?386|GOARCH="?386/)),
      likely('unsupported-platform'),
      likely('go-32bit-on-64bit-host', says(/windows\/386|GOHOSTARCH="?386|GOARCH="?386/)),
    ],
    decide: [PROBES.goPlatform],
    source: 'Delve 1.3 and later',
  },
  {
    example: 'support_sentinel.go:4:1: expected package',
    has: 'support_sentinel',
    pattern: /support_sentinel\w{0,20}\.go/,
    tells: [certain('unsupported-platform')],
    source: 'Delve 1.3 and later',
  },
  {
    example: 'src/github.com/go-delve/delve/pkg/proc/disasm.go:12:14: undefined: archInst',
    has: 'undefined: archinst',
    pattern: /undefined: [aA]rchInst\b/,
    tells: [
      likely('go-32bit-on-64bit-host', says(/(?:windows|linux|darwin)\/386|GO(?:HOST)?ARCH="?386/)),
      likely('unsupported-platform', silent(/windows\/386|GOHOSTARCH="?386/)),
      possible('unsupported-platform'),
      possible('go-32bit-on-64bit-host'),
    ],
    decide: [PROBES.goPlatform],
    source: 'Delve before 1.3',
  },
  {
    example: 'github.com/go-delve/delve/pkg/proc/native/proc.go:25:9: undefined: OSProcessDetails',
    has: 'undefined: ',
    pattern:
      /(?:pkg|delve)[\\/]proc[\\/]?[\w\\/.]{0,80}\.go:\d{1,6}(?::\d{1,5})?: undefined: (?:OS(?:Specific|Process)Details|Regs|waitStatus|WaitStatus|osProcessDetails|osSpecificDetails|\w{0,12}ptrace\w{0,20}|Ptrace\w{0,20}|registers|killProcess|initialize|amd64\w{0,12}|AMD64\w{0,12}|arm64\w{0,12}|syscall\.Ptrace\w{0,20}|sys\.Ptrace\w{0,20}|unix\.Ptrace\w{0,20}|syscall\.PTRACE_\w{1,20})/i,
    tells: [
      likely(
        'cgo-required-but-disabled',
        (log, match) =>
          /OS(?:Specific|Process)Details|killProcess|registers/i.test(match[0]) && !log.says(/undefined: [aA]rchInst|_supported_by_delve/),
      ),
      likely(
        'unsupported-platform',
        (log, match) => !/OS(?:Specific|Process)Details|killProcess|registers/i.test(match[0]) || log.says(/undefined: [aA]rchInst/),
      ),
      possible('unsupported-platform'),
      possible('cgo-required-but-disabled'),
      possible('go-32bit-on-64bit-host'),
    ],
    decide: [PROBES.goPlatform, { run: 'go env CGO_ENABLED GOOS', tells: '0 on FreeBSD or an old macOS: cgo-required-but-disabled' }],
    source: "a file for this platform is missing in Delve's sources",
  },
  {
    example: 'unsupported architecture - only linux/amd64 is supported',
    has: 'unsupported architecture',
    pattern: /unsupported architecture (?:- only|of) \w{1,10}\/\w/,
    tells: [likely('unsupported-platform'), possible('target-arch-mismatch'), possible('go-32bit-on-64bit-host')],
    decide: [PROBES.goPlatform],
    source: 'dlv, of the program to be debugged',
  },
  {
    example: 'build constraints exclude all Go files in /go/pkg/mod/github.com/go-delve/delve@v1.20.0/pkg/proc/native',
    has: 'build constraints exclude all go files',
    pattern: /build constraints exclude all Go files in \S{0,200}delve/,
    tells: [likely('unsupported-platform'), possible('cgo-required-but-disabled'), possible('target-arch-mismatch')],
    decide: [PROBES.goPlatform, { run: 'go env CGO_ENABLED', tells: '0: cgo-required-but-disabled' }],
    source: 'go command',
  },
  {
    example: 'can_not_build_on_freebsd_with_cgo_disabled',
    has: '_with_cgo_disabled',
    pattern: /can_not_build_on_\w{1,20}_with_cgo_disabled/,
    tells: [certain('cgo-required-but-disabled')],
    source: 'Delve on FreeBSD',
  },
  {
    example: 'C source files not allowed when not using cgo or SWIG: exec_darwin.c proc_darwin.c threads_darwin.c',
    has: 'source files not allowed when not using cgo',
    pattern: /C source files not allowed when not using cgo or SWIG/,
    tells: [likely('cgo-required-but-disabled'), possible('c-toolchain-missing')],
    decide: [{ run: 'go env CGO_ENABLED CC', tells: '0: cgo-required-but-disabled; 1 and no such compiler: c-toolchain-missing' }],
    source: 'go command',
  },
  {
    example: 'C source files not supported without cgo',
    has: 'not supported without cgo',
    pattern: /C source files not supported without cgo/,
    tells: [likely('cgo-required-but-disabled')],
    source: 'go command',
  },
  {
    example: '-linkmode=external requires external (cgo) linking, but cgo is not enabled',
    has: 'but cgo is not enabled',
    pattern: /requires external \(cgo\) linking, but cgo is not enabled/,
    tells: [likely('cgo-required-but-disabled')],
    source: 'go command',
  },
  {
    example: 'go: -race requires cgo; enable cgo by setting CGO_ENABLED=1',
    has: 'requires cgo; enable cgo',
    pattern: /requires cgo; enable cgo by setting CGO_ENABLED=1/,
    tells: [likely('cgo-required-but-disabled')],
    source: 'go command',
  },
  {
    example: 'cgo: C compiler "gcc" not found: exec: "gcc": executable file not found in $PATH',
    has: 'executable file not found in ',
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
    has: 'link: running ',
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
    pattern: /ld: cannot find -l(?:c|pthread|gcc|gcc_s|m|dl|resolv|rt)\b/,
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
    example: "can't load package: package github.com/go-delve/delve/pkg/proc/macutil: build constraints exclude all Go files",
    has: 'macutil',
    pattern: /delve\/pkg\/proc\/macutil[^\n]{0,100}(?:build constraints|no (?:buildable )?Go)/,
    tells: [likely('cgo-required-but-disabled', says(DELVE_SOURCES))],
    source: 'go command',
  },
];
