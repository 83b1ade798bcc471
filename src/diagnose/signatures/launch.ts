import { certain, likely, near, possible, type Signature, says, silent } from '../signature.js';
import { CONTAINER, DEBUGGING, MACOS, WSL } from './context.js';
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
    example: "couldn't start listener: listen tcp: address 2345: missing port in address",
    has: 'listen ',
    pattern:
      /listen (?:tcp|unix)\d?:? ?(?:address |unknown )?[^\n]{0,120}(?:missing port in address|too many colons in address|unknown port|invalid port|missing address|unknown network)/,
    tells: [certain('listen-address-invalid')],
    source: 'net.Listen',
  },
  {
    example: "couldn't start listener: listen tcp: lookup myhost: no such host",
    has: 'listen tcp: lookup ',
    pattern: /listen tcp: lookup (?!localhost\b)[^\n]{1,120}: (?:no such host|server misbehaving)/,
    tells: [likely('listen-address-invalid')],
    source: 'net.Listen',
  },
  {
    example: "couldn't start listener: listen tcp 10.0.0.7:2345: bind: cannot assign requested address",
    has: 'assign requested address',
    pattern: /listen tcp (?!127\.0\.0\.1|\[::1\])[\w.:[\]-]{1,60}:[1-9]\d{0,4}: bind: can(?:not|'t) assign/,
    tells: [likely('listen-address-invalid')],
    source: 'EADDRNOTAVAIL',
  },
  {
    example: "couldn't start listener: listen tcp 127.0.0.1:45671: bind: address already in use",
    has: 'address already in use',
    pattern: /(?:couldn't start listener|could not start listener)[^\n]{0,200}address already in use/i,
    tells: [certain('port-in-use')],
    source: 'dlv',
  },
  {
    example: 'listen tcp :8080: bind: address already in use',
    has: 'address already in use',
    pattern: /listen (?:tcp|unix|udp)\d? [^\n]{1,120}: (?:bind: )?address already in use/i,
    tells: [likely('port-in-use', silent(/driver failed programming|dockerd|userland proxy/))],
    decide: [PROBES.portOwner],
    source: 'EADDRINUSE in Go',
  },
  {
    example:
      'listen tcp 127.0.0.1:2345: bind: Only one usage of each socket address (protocol/network address/port) is normally permitted.',
    has: 'listen tcp',
    pattern:
      /listen tcp\d? [^\n]{1,80}: bind: (?:Only one usage|An attempt was made to access a socket|Normalerweise darf jede|Une seule utilisation|Solo se permite un uso|Обычно разрешается|通常每个套接字地址|通常、各ソケット|Normalmente é permitida|Une tentative d|Es wurde versucht|Se intentó|以一种访问权限不允许的方式)/,
    tells: [likely('port-in-use')],
    decide: [PROBES.portOwner],
    source: 'Windows, errors 10048 and 10013',
  },
  {
    example: 'Error: listen EADDRINUSE: address already in use 127.0.0.1:2345',
    has: 'eaddrinuse',
    pattern: /EADDRINUSE/,
    tells: [likely('port-in-use', near(DEBUGGING))],
    decide: [PROBES.portOwner],
    source: 'Node',
  },
  {
    example: 'Bind for 0.0.0.0:2345 failed: port is already allocated',
    has: 'port is already allocated',
    pattern: /Bind for \S{1,60}:(?:2345|2346|40000|4000|56268|38697) failed: port is already allocated/,
    tells: [likely('port-in-use')],
    decide: [PROBES.portOwner],
    source: 'docker',
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
    example: 'could not launch process: unrecognized core format',
    has: 'core',
    pattern:
      /unrecognized core format|is not a core file|no threads found in core file|architecture mismatch between core file|core file[^\n]{0,60}(?:truncated|unreadable)/i,
    tells: [likely('core-unreadable')],
    source: 'dlv core',
  },
  {
    example: 'could not launch process: exec: "rr": executable file not found in $PATH',
    has: 'rr": executable file not found',
    pattern: /"rr\\?": executable file not found/,
    tells: [certain('rr-missing')],
    source: 'dlv --backend=rr',
  },
  {
    example: 'rr needs /proc/sys/kernel/perf_event_paranoid <= 1, but it is 2',
    has: 'perf_event_paranoid',
    pattern: /rr needs \/proc\/sys\/kernel\/perf_event_paranoid/,
    tells: [certain('rr-missing')],
    source: 'rr',
  },
  {
    example: 'Error: unknown command "replay" for "dlv"',
    has: 'unknown command "replay"',
    pattern: /unknown command "replay" for "dlv"/,
    tells: [certain('rr-missing')],
    source: 'dlv without rr on PATH',
  },
  {
    example: 'could not launch process: error reading rr version exit status 1',
    has: 'rr version',
    pattern: /error reading rr version|rr version too (?:old|low)/,
    tells: [certain('rr-missing')],
    source: 'dlv --backend=rr',
  },
  {
    example: 'could not launch process: backend unavailable',
    has: 'backend unavailable',
    pattern: /backend unavailable/,
    tells: [
      likely('rr-missing', says(/--backend[= ]rr\b|\bdlv replay\b|\brr\b[^\n]{0,20}backend unavailable/)),
      likely('macos-debugserver-missing', says(/--backend[= ]lldb\b/)),
      possible('macos-debugserver-missing', says(MACOS)),
      possible('rr-missing', silent(MACOS)),
    ],
    decide: [
      { run: 'which rr lldb-server debugserver', tells: 'no rr on Linux: rr-missing; no debugserver on macOS: macos-debugserver-missing' },
    ],
    source: 'dlv: the program of the backend that was asked for is not on PATH',
  },
  {
    example: 'could not launch process: Process 4194 has exited with status 2',
    has: 'could not launch process: process ',
    pattern: /could not launch process: Process \d{1,9} has exited/i,
    tells: [likely('program-crashes-at-start')],
    source: 'dlv',
  },
  {
    example: 'github.com/go-delve/delve/pkg/proc.(*BinaryInfo).openSeparateDebugInfo(0x969a05a892, 0xca88fd4711)',
    has: '/delve/',
    pattern: /github\.com\/(?:go-delve|derekparker)\/delve\/(?:pkg|service|cmd)\/[\w/]{1,80}\.[\w.()*]{1,120}(?:\(|\{)/,
    tells: [
      certain(
        'dlv-bug',
        (log) =>
          log.says(/^(?:panic: |fatal error: |SIG[A-Z]{3,5}: |unexpected fault|goroutine \d{1,9} \[)/m) &&
          !log.says(/pthread_create failed|out of memory|failed to create new OS thread/),
      ),
    ],
    source: "a stack with Delve's own frames",
  },
  {
    example: 'internal debugger error: runtime error: index out of range [1] with length 1 (recovered)',
    has: 'internal debugger error',
    pattern: /internal debugger error: /,
    tells: [certain('dlv-bug')],
    source: 'dlv',
  },
  {
    example: '\t/go/pkg/mod/github.com/go-delve/delve@v1.21.0/pkg/proc/native/proc.go:402 +0x1a5',
    has: '.go:',
    pattern: /[\\/]delve(?:@v?[\w.-]{1,40})?[\\/](?:pkg|service|cmd)[\\/][\w\\/.]{1,100}\.go:\d{1,6} \+0x/,
    tells: [certain('dlv-bug', silent(/pthread_create failed|out of memory|failed to create new OS thread/))],
    source: "a stack with Delve's own files",
  },
];
