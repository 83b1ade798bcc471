import { certain, likely, near, possible, type Signature, says, silent } from '../signature.js';
import { DEBUGGING, MACOS } from './context.js';
import { PROBES } from './probes.js';

const NOT_DLV = /pthread_create failed|out of memory|failed to create new OS thread/;

/** What dlv answers while a program runs under it, and what it prints when it crashes itself. */
export const sessionSignatures: readonly Signature[] = [
  {
    example: 'github.com/go-delve/delve/pkg/proc.(*BinaryInfo).openSeparateDebugInfo(0x969a05a892, 0xca88fd4711)',
    has: '/delve/',
    pattern:
      /github\.com\/(?:go-delve|derekparker)\/delve\/(?:pkg|service|cmd|proc|proctl|dwarf|terminal|command|client|source|goversion)\b[\w/]{0,80}\.[\w.()*]{1,120}(?:\(|\{)/,
    tells: [
      certain(
        'dlv-bug',
        (log) => log.says(/^\s{0,8}(?:panic: |fatal error: |SIG[A-Z]{3,5}: |unexpected fault|goroutine \d{1,9} \[)/m) && !log.says(NOT_DLV),
      ),
    ],
    source: "a stack with Delve's own frames",
  },
  {
    example: 'Command failed: Internal debugger error: runtime error: index out of range [1] with length 1 (recovered)',
    has: 'internal debugger error',
    pattern: /internal debugger error: /i,
    tells: [certain('dlv-bug')],
    source: 'dlv',
  },
  {
    example: 'debug layer=dap recovered panic: runtime error: invalid memory address or nil pointer dereference',
    has: 'recovered panic: ',
    pattern: /recovered panic: /,
    tells: [certain('dlv-bug', near(DEBUGGING))],
    source: 'dlv dap',
  },
  {
    example: '\t/go/pkg/mod/github.com/go-delve/delve@v1.21.0/pkg/proc/native/proc.go:402 +0x1a5',
    has: '.go:',
    pattern: /[\\/]delve(?:@v?[\w.-]{1,40})?[\\/](?:pkg|service|cmd|proc|terminal)[\\/][\w\\/.]{1,100}\.go:\d{1,6} \+0x/,
    tells: [certain('dlv-bug', silent(NOT_DLV))],
    source: "a stack with Delve's own files",
  },
  {
    example: 'Command failed: input/output error',
    has: 'input/output error',
    pattern:
      /(?:Command failed|Unable to [\w ]{1,40}|[Ff]ailed to (?:set|create|continue|step)[\w ]{0,40}|layer=\w{1,20}[^\n]{0,200}): ?input\/output error/,
    tells: [likely('emulated-arch-no-ptrace')],
    decide: [PROBES.emulated],
    source: 'EIO of ptrace: Rosetta for Linux and other emulators',
  },
  {
    example: 'Command failed: connection is shut down',
    has: 'connection is shut down',
    pattern: /connection is shut down/,
    tells: [
      possible('client-refused', near(/\bdlv\b|Command failed|delve/)),
      possible('headless-exits-after-first-client', near(/\bdlv\b|Command failed|delve/)),
      possible('dlv-bug', near(/\bdlv\b|Command failed|delve/)),
    ],
    decide: [{ run: 'dlv … --log --log-output=rpc', tells: 'closing connection from different user: client-refused' }, PROBES.apiVersion],
    source: 'net/rpc: the server has closed the connection',
  },
  {
    example: 'Failed to continue - no G executing on thread 0',
    has: 'no g executing on thread',
    pattern: /no G executing on thread/,
    tells: [possible('dlv-too-old-for-go'), possible('dlv-bug')],
    decide: [PROBES.allDlv],
    source: 'dlv before 1.3',
  },
  {
    example: 'Unable to propagate EXC_BAD_ACCESS signal to target process and panic (see https://github.com/go-delve/delve/issues/852)',
    has: ['exc_bad_access signal', 'error: bad access'],
    pattern: /Unable to propo?a?gate EXC_BAD_ACCESS signal|(?:^|\s)[Ee]rror: bad access/,
    tells: [possible('program-crashes-at-start')],
    decide: [PROBES.checkLaunch],
    source: 'dlv on macOS: the program itself used a bad address',
  },
  {
    example: 'could not launch process: protocol error E74 during registers read for packet $g;thread:19134;',
    has: 'protocol error e',
    pattern: /protocol error E\w\w during (?!initial attach)/,
    tells: [possible('macos-rosetta-amd64-go'), possible('macos-debugserver-eof'), possible('macos-debug-permission', says(MACOS))],
    decide: [PROBES.xcode],
    source: 'debugserver',
  },
  {
    example: 'could not attach to pid 4194: could not get thread count',
    has: [
      'could not get thread count',
      'could not get thread list',
      'could not attach to ',
      'error waiting for thread stop',
      'error while waiting for task',
    ],
    pattern: /could not get thread (?:count|list)|could not attach to \d{1,9}$|error (?:waiting for thread stop|while waiting for task)/,
    tells: [possible('macos-debug-permission'), possible('macos-codesign'), possible('attach-not-permitted')],
    decide: [PROBES.xcode, PROBES.owner],
    source: 'dlv on macOS with the native backend',
  },
  {
    example: 'could not attach to pid 25031: lstat /my_service: no such file or directory',
    has: 'could not attach to pid',
    pattern: /could not attach to pid \d{1,9}: (?:lstat|stat|open) (?!\/proc\/)\S{1,300}: no such file or directory/,
    tells: [possible('exec-target-invalid'), possible('no-such-process')],
    decide: [PROBES.fileKind],
    source: 'dlv: the program of that process is not there under the path that it was started by, as in another container',
  },
  {
    example: 'Cannot attach to lwp 7: Operation not permitted (1)',
    has: 'attach to ',
    pattern: /(?:cannot|can't|unable to|could not|failed to) attach to (?:lwp|process|pid|thread) \d{1,9}: operation not permitted/i,
    tells: [possible('container-ptrace-denied'), possible('ptrace-scope-yama'), possible('attach-not-permitted')],
    decide: [PROBES.ptrace, PROBES.owner],
    source: 'gdbserver, reptyr and others: EPERM of PTRACE_ATTACH',
  },
  {
    example: 'Child target 4194 "./worker" cannot be debugged: could not open debug info',
    has: 'cannot be debugged: ',
    pattern: /Child target \d{1,9} [^\n]{1,300} cannot be debugged: /,
    tells: [possible('debug-info-stripped'), possible('not-a-go-program')],
    decide: [PROBES.buildSettings],
    source: 'dlv 1.22 and later',
  },
];
