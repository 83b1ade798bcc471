import { certain, likely, possible, type Signature, says, silent } from '../signature.js';
import { DELVE_SOURCES } from './context.js';
import { PROBES } from './probes.js';

/** Undefined for every platform, or on a system where Delve does not use cgo. */
const NOT_FOR_CGO = /undefined: [aA]rchInst|_supported_by_delve|_linux\.go|_windows\.go/;
/** Delve is built for these with a tag only: exp.linuxriscv64, exp.linuxloong64, exp.winarm64. */
const EXPERIMENTAL = /your_(?:linux|windows)_architecture/;
const WITH_A_TAG = /riscv64|loong64|loongarch|windows\/arm64|GOARCH=["']?arm64|exp\.(?:linux|win)/;

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
      likely('target-experimental', (log, match) => EXPERIMENTAL.test(match[0]) && log.says(WITH_A_TAG)),
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
      /(?:pkg|delve)[\\/]proc(?:tl)?[\\/]?[\w\\/.]{0,80}\.go:\d{1,6}(?::\d{1,5})?: undefined: (?:BreakPoint|HardwareBreakpoint\w{0,10}|OS(?:Specific|Process)Details|Regs|waitStatus|WaitStatus|osProcessDetails|osSpecificDetails|\w{0,12}ptrace\w{0,20}|Ptrace\w{0,20}|registers|killProcess|initialize|amd64\w{0,12}|AMD64\w{0,12}|arm64\w{0,12}|syscall\.Ptrace\w{0,20}|sys\.Ptrace\w{0,20}|unix\.Ptrace\w{0,20}|syscall\.PTRACE_\w{1,20})/i,
    tells: [
      likely(
        'cgo-required-but-disabled',
        (log, match) => /OS(?:Specific|Process)Details|killProcess/i.test(match[0]) && !log.says(NOT_FOR_CGO),
      ),
      likely('unsupported-platform', (log, match) => !/OS(?:Specific|Process)Details|killProcess/i.test(match[0]) || log.says(NOT_FOR_CGO)),
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
    pattern: /(?:C|C\+\+|Fortran|Objective-C|SWIG) source files not allowed when not using cgo or SWIG/,
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
    example: "can't load package: package github.com/go-delve/delve/pkg/proc/macutil: build constraints exclude all Go files",
    has: 'macutil',
    pattern: /delve\/pkg\/proc\/macutil[^\n]{0,100}(?:build constraints|no (?:buildable )?Go)/,
    tells: [likely('cgo-required-but-disabled', says(DELVE_SOURCES))],
    source: 'go command',
  },
  {
    example: 'dlv: error while loading shared libraries: libgo.so.21: cannot open shared object file: No such file or directory',
    has: 'libgo.so.',
    pattern: /libgo\.so\.\d{1,3}: cannot open shared object file/,
    tells: [certain('gccgo-toolchain')],
    source: 'a program that gccgo built',
  },
  {
    example: '/proc/native/threads_linux.go:92: thread.dbp.setHardwareBreakpoint undefined (type *Process has no field or method)',
    has: ' undefined (type ',
    pattern:
      /proc[\\/](?:native[\\/])?\w{1,60}\.go:\d{1,6}(?::\d{1,5})?: \S{1,80} undefined \(type \*?(?:Process|Thread|DebuggedProcess|nativeProcess|nativeThread) has no field or method/,
    tells: [likely('unsupported-platform', says(DELVE_SOURCES)), possible('go-32bit-on-64bit-host', says(DELVE_SOURCES))],
    decide: [PROBES.goPlatform],
    source: "a file for this platform is missing in Delve's sources",
  },
];
