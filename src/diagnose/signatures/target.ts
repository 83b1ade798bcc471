import { likely, possible, type Signature, says } from '../signature.js';
import { isKnownPlatform, not, printed, WINDOWS } from './context.js';
import { PROBES } from './probes.js';

const CHECK = [PROBES.checkEnv];

/** Messages of a Go that builds for another platform than the one that debugs. */
export const targetSignatures: readonly Signature[] = [
  {
    example: 'go: unsupported GOOS/GOARCH pair linux/amd64',
    has: 'unsupported goos/goarch pair',
    pattern: /unsupported GOOS\/GOARCH pair (\S{1,40})/,
    tells: [
      likely('env-written-by-go-env-w', isKnownPlatform),
      likely('target-arch-mismatch', not(isKnownPlatform)),
      possible('target-arch-mismatch'),
    ],
    decide: CHECK,
    source: 'go command; for a pair that Go knows, a carriage return stands behind it',
  },
  {
    example: 'GOOS="linux"',
    has: 'goos=',
    pattern: /^(?:set |export )?GOOS=["']?(\w{1,20})["']?$/,
    tells: [likely('target-arch-mismatch', (log, match) => (printed(log, 'GOHOSTOS') ?? match[1]) !== match[1])],
    decide: [PROBES.goPlatform],
    source: 'go env',
  },
  {
    example: 'GOARCH="arm64"',
    has: 'goarch=',
    pattern: /^(?:set |export )?GOARCH=["']?(\w{1,20})["']?$/,
    tells: [likely('target-arch-mismatch', (log, match) => (printed(log, 'GOHOSTARCH') ?? match[1]) !== match[1])],
    decide: [PROBES.goPlatform],
    source: 'go env',
  },
  {
    example: 'bash: /root/go/bin/linux_arm64/dlv: cannot execute binary file: Exec format error',
    has: 'exec format error',
    pattern: /(?:cannot execute binary file: ?|fork\/exec \S{1,300}: |zsh: |bash: )exec format error/i,
    tells: [
      likely('target-arch-mismatch', (_log, match) => !/bin\/go: /.test(match.input)),
      possible('image-arch-mismatch'),
      possible('binary-wrong-arch'),
    ],
    decide: [PROBES.goPlatform, PROBES.fileKind],
    source: 'ENOEXEC',
  },
  {
    example: 'zsh: bad CPU type in executable: dlv',
    has: 'bad cpu type in executable',
    pattern: /bad CPU type in executable/i,
    tells: [likely('target-arch-mismatch'), possible('macos-rosetta-amd64-go')],
    decide: [PROBES.goPlatform, PROBES.fileKind],
    source: 'macOS',
  },
  {
    example: 'fork/exec C:\\work\\__debug_bin.exe: %1 is not a valid Win32 application.',
    has: 'not a valid win32 application',
    pattern: /is not a valid Win32 application/i,
    tells: [likely('target-arch-mismatch', says(WINDOWS)), possible('target-arch-mismatch')],
    decide: [PROBES.goPlatform],
    source: 'Windows, error 193',
  },
  {
    example: "This version of C:\\work\\__debug_bin.exe is not compatible with the version of Windows you're running.",
    has: "not compatible with the version of windows you're running",
    pattern: /not compatible with the version of Windows you're running/,
    tells: [likely('target-arch-mismatch')],
    decide: [PROBES.goPlatform],
    source: 'Windows, error 216',
  },
  {
    example: "could not launch process: bad magic number '[77 90 144 0]' in record at byte 0x0",
    has: 'bad magic number',
    pattern: /could not (?:launch|attach)[^\n]{0,80}bad magic number/,
    tells: [likely('target-arch-mismatch'), possible('not-a-main-package'), possible('exec-target-invalid')],
    decide: [PROBES.goPlatform, PROBES.packageName],
    source: 'dlv: the file is a program of another system, or none',
  },
  {
    example: 'imports syscall/js: build constraints exclude all Go files in /usr/local/go/src/syscall/js',
    has: 'build constraints exclude all go files',
    pattern: /imports? syscall\/js: build constraints exclude all Go files/,
    tells: [likely('target-arch-mismatch')],
    decide: [PROBES.goPlatform],
    source: 'go command: a program for wasm, built for this machine',
  },
];
