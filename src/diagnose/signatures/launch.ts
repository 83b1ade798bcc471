import { certain, likely, near, possible, type Signature, says } from '../signature.js';
import { CONTAINER, DEBUGGING, WSL } from './context.js';
import { PROBES } from './probes.js';

const DENIED = [PROBES.ptrace, PROBES.lsm];

/** Messages of the link `launch`: whether dlv can start the program. */
export const launchSignatures: readonly Signature[] = [
  {
    example: 'could not launch process: fork/exec /workspace/__debug_bin: operation not permitted',
    has: 'operation not permitted',
    pattern: /fork\/exec [^\n]{1,400}: operation not permitted/,
    tells: [
      likely('wsl1-unsupported', says(/4\.4\.0-\d{1,6}-Microsoft|\bWSL ?1\b/)),
      possible('wsl1-unsupported', says(WSL)),
      likely('container-ptrace-denied', (log) => log.says(CONTAINER) && !log.says(WSL)),
      possible('container-ptrace-denied'),
      possible('ptrace-denied-host-policy'),
      possible('wsl1-unsupported'),
      possible('ptrace-scope-yama'),
    ],
    decide: DENIED,
    source: 'EPERM of PTRACE_TRACEME',
  },
  {
    example: 'ptrace: Operation not permitted',
    has: 'operation not permitted',
    pattern: /ptrace\w{0,20}(?:\([^)\n]{0,80}\))?[^\n]{0,60}: operation not permitted/i,
    tells: [
      likely('container-ptrace-denied', says(CONTAINER)),
      possible('container-ptrace-denied'),
      possible('ptrace-scope-yama'),
      possible('ptrace-denied-host-policy'),
    ],
    decide: DENIED,
    source: 'EPERM of ptrace',
  },
  {
    example: 'could not launch process: fork/exec ./debug: permission denied',
    has: 'permission denied',
    pattern: /could not launch process: (?:fork\/exec |open )?[^\n]{0,400}: permission denied/i,
    tells: [possible('not-a-main-package'), possible('exec-target-invalid'), possible('tmp-noexec')],
    decide: [PROBES.fileKind, PROBES.noexec, PROBES.packageName],
    source: 'EACCES of execve',
  },
  {
    example: 'could not launch process: fork/exec /app/server: no such file or directory',
    has: 'no such file or directory',
    pattern:
      /(?:could not launch process|Failed to launch): [^\n]{0,40}(?:fork\/exec|open|stat|lstat|exec:?) [^\n]{0,300}: no such file or directory/,
    tells: [
      possible('exec-target-invalid'),
      possible('no-test-files'),
      possible('libc-mismatch', says(/fork\/exec/)),
      possible('launch-config-invalid'),
    ],
    decide: [PROBES.fileKind, PROBES.packageName],
    source: 'ENOENT of execve',
  },
  {
    example: 'could not launch process: read /app: is a directory',
    has: 'is a directory',
    pattern: /could not launch process: [^\n]{0,300}is a directory/,
    tells: [certain('exec-target-invalid')],
    source: 'dlv exec of a folder',
  },
  {
    example: '/app/server.sh is not executable',
    has: ' is not executable',
    pattern: /^\S{1,300} is not executable$/,
    tells: [possible('not-a-main-package', near(DEBUGGING)), possible('exec-target-invalid', near(DEBUGGING))],
    decide: [PROBES.fileKind, PROBES.packageName],
    source: 'dlv before 1.4',
  },
  {
    example:
      'debug session already in progress at 127.0.0.1:38697 - use remote attach mode to connect to a server with an active debug session',
    has: 'debug session already in progress',
    pattern: /debug session already in progress/,
    tells: [likely('launch-config-invalid')],
    source: 'dlv dap',
  },
  {
    example: "Stdin is not a terminal, use '-r' to specify redirects for the target process",
    has: 'is not a terminal',
    pattern: /std(?:in|out|err) is not a terminal/i,
    tells: [certain('stdin-not-a-terminal', near(/redirects for the target|dlv|delve/i))],
    source: 'dlv',
  },
  {
    example: 'dlv debug: inappropriate ioctl for device',
    has: 'inappropriate ioctl for device',
    pattern: /inappropriate ioctl for device/i,
    tells: [likely('stdin-not-a-terminal', near(/\bdlv\b|delve/))],
    source: 'ENOTTY',
  },
  {
    example: 'open __debug_bin: read-only file system',
    has: 'debug',
    pattern:
      /(?:open|create|copying|build output|mkdir|could not create)[^\n]{0,300}(?:__debug_bin\w{0,30}(?:\.exe)?|[\s/\\]debug(?:\.test)?)"?: (?:permission denied|read-only file system|Access is denied|not a directory)/i,
    tells: [certain('workdir-not-writable')],
    source: 'go build, run by dlv debug',
  },
  {
    example: 'could not create temporary file for build output: open /src/__debug_bin123: permission denied',
    has: 'could not create temporary file for build output',
    pattern: /could not create temporary file for build output/,
    tells: [certain('workdir-not-writable')],
    source: 'dlv 1.21 and later',
  },
  {
    example: 'could not launch process: Process 4194 has exited with status 2',
    has: 'could not launch process: process ',
    pattern: /could not launch process: Process \d{1,9} has exited/i,
    tells: [likely('program-crashes-at-start')],
    source: 'dlv',
  },
  {
    example: 'go: updating go.sum: open /src/go.sum: permission denied',
    has: ['go.mod', 'go.sum'],
    pattern: /go: (?:writing|updating) (?:go\.mod|go\.sum)[^\n]{0,200}: (?:permission denied|read-only file system|Access is denied)/,
    tells: [likely('workdir-not-writable')],
    source: 'go command',
  },
  {
    example: 'could not launch process: lldb backend not supported on Windows',
    has: [
      'backend not supported on windows',
      'native backend disabled during compilation',
      'unknown backend "',
      'must specify executable path on macos',
    ],
    pattern:
      /lldb backend not supported on [Ww]indows|native backend disabled during compilation|unknown backend "|must specify executable path on macOS/,
    tells: [certain('launch-config-invalid')],
    source: 'dlv',
  },
  {
    example: 'Error: you must provide a path to a binary',
    has: [
      'you must provide a',
      'you must supply a',
      'specified without --log',
      'can not use -r and --tty together',
      'cannot specify package when using',
      'redirect error: ',
    ],
    pattern:
      /Error: you must (?:provide an? (?:path to a binary|PID|core file|address)|supply a regexp)|redirect error: \S{1,20} redirected twice|--log-output specified without --log|Can not use -r and --tty together|Cannot specify package when using/,
    tells: [likely('launch-config-invalid')],
    source: 'dlv',
  },
  {
    example: 'Could not compile program: exit status 1',
    has: ['could not compile program: ', 'could not rebuild process: '],
    pattern: /Could not compile program: |could not rebuild process: /i,
    tells: [possible('not-a-main-package'), possible('package-does-not-build')],
    decide: [PROBES.packageName],
    source: 'dlv before 0.11, and dlv restart',
  },
  {
    example: "Error: Cannot find module '/home/u/.vscode/extensions/golang.go-0.9.2/out/src/debugAdapter/goDebug.js'",
    has: 'godebug.js',
    pattern: /Cannot find module '[^'\n]{0,300}goDebug\.js'/,
    tells: [certain('launch-config-invalid')],
    source: 'Node, started by Emacs, Neovim or vimspector with a path of the extension of VS Code',
  },
  {
    example: 'could not launch process: fork/exec ./__debug_bin: text file busy',
    has: ['text file busy', ': invalid argument'],
    pattern: /could not launch process: fork\/exec [^\n]{1,400}: (?:text file busy|invalid argument)$/,
    tells: [possible('exec-target-invalid'), possible('target-arch-mismatch')],
    decide: [PROBES.fileKind],
    source: 'Linux: a program that is still written, or one that the kernel cannot read',
  },
  {
    example: 'could not launch process: waiting for target execve failed: no child processes',
    has: ['waiting for target execve failed', 'launch process: wait'],
    pattern: /waiting for target execve failed: |could not launch process: wait(?:id|4|pid| err)?: /,
    tells: [
      possible('container-ptrace-denied', says(CONTAINER)),
      possible('emulated-arch-no-ptrace'),
      possible('container-ptrace-denied'),
      possible('wsl1-unsupported', says(WSL)),
    ],
    decide: [PROBES.emulated, PROBES.ptrace],
    source: 'dlv on Linux: the program ended before it could be traced',
  },
];
