import { certain, likely, near, possible, type Signature } from '../signature.js';
import { PROBES } from './probes.js';

const GO_AT_WORK = /\bgo (?:build|install|test|run|get|vet|list)\b|go-build|pkg\/tool|\bdlv\b|go: /;

/** What runs short on a machine: space, memory, files, processes. */
export const resourceSignatures: readonly Signature[] = [
  {
    example: 'write /tmp/go-build3893107801/b001/_pkg_.a: no space left on device',
    has: 'no space left on device',
    pattern: /no space left on device/i,
    tells: [certain('disk-full')],
    source: 'ENOSPC',
  },
  {
    example: 'There is not enough space on the disk.',
    has: 'not enough space on the disk',
    pattern: /not enough space on the disk/i,
    tells: [certain('disk-full')],
    source: 'Windows, error 112',
  },
  {
    example: 'open /usr/local/go/src/fmt: too many open files',
    has: 'too many open files',
    pattern: /too many open files/i,
    tells: [certain('open-files-limit')],
    source: 'EMFILE',
  },
  {
    example: 'go build example.com/app: /usr/local/go/pkg/tool/linux_amd64/link: signal: killed',
    has: 'signal: killed',
    pattern: /(?:compile|link|asm|cgo|[568][glac]|go build[^:]{0,200}|go list[^:]{0,200}|gcc[^:]{0,100}): signal: killed/,
    tells: [certain('out-of-memory')],
    source: 'go command',
  },
  {
    example: 'signal: killed',
    has: 'signal: killed',
    pattern: /signal: killed/,
    tells: [likely('out-of-memory', near(GO_AT_WORK)), possible('out-of-memory')],
    decide: [PROBES.memory],
  },
  {
    example: 'Out of memory: Killed process 4194 (compile) total-vm:2097152kB',
    has: 'killed process ',
    pattern: /(?:out of memory|oom-kill|Memory cgroup)[^\n]{0,200}killed process /i,
    tells: [certain('out-of-memory')],
    source: 'Linux',
  },
  {
    example: '    Reason:       OOMKilled',
    has: 'oomkilled',
    pattern: /\bOOMKilled\b(?!"?: ?false)/i,
    tells: [certain('out-of-memory')],
    source: 'kubelet, docker',
  },
  {
    example: 'fatal error: runtime: out of memory: cannot allocate 67108864-byte block (134217728 in use)',
    has: ['out of memory', 'cannot allocate memory'],
    pattern: /(?:fatal error|runtime): (?:runtime: )?(?:out of memory|cannot allocate memory)/,
    tells: [certain('out-of-memory')],
    source: 'Go runtime',
  },
  {
    example: 'fork/exec /usr/local/go/pkg/tool/linux_amd64/compile: cannot allocate memory',
    has: 'cannot allocate memory',
    pattern: /(?:fork\/exec|fork|mmap|compile|link|go|ld|gcc|cc1|dlv|virtual memory)[^\n]{0,200}: cannot allocate memory/i,
    tells: [certain('out-of-memory')],
    source: 'ENOMEM',
  },
  {
    example: 'fatal error: failed to reserve page summary memory',
    has: 'failed to reserve page summary memory',
    pattern: /failed to reserve page summary memory/,
    tells: [certain('out-of-memory')],
    source: 'Go runtime, ulimit -v',
  },
  {
    example: 'collect2: fatal error: ld terminated with signal 9 [Killed]',
    has: 'terminated with signal 9',
    pattern: /(?:ld|cc1\w{0,6}|collect2|as)\b[^\n]{0,40} terminated with signal 9/,
    tells: [certain('out-of-memory')],
    source: 'gcc',
  },
  {
    example: 'The command "/bin/sh -c go build ./..." returned a non-zero code: 137',
    has: '137',
    pattern: /(?:exit(?:ed)?(?: with)?(?: exit)?(?: code| status)?|returned a non-zero code|code)[: =]{1,3}\(?137\b/i,
    tells: [likely('out-of-memory', near(GO_AT_WORK))],
    decide: [PROBES.memory],
    source: 'exit code of SIGKILL',
  },
  {
    example: 'could not launch process: fork/exec ./app: resource temporarily unavailable',
    has: 'resource temporarily unavailable',
    pattern: /(?:fork\/exec|pthread_create|fork: retry|fork:|newosproc|clone)[^\n]{0,300}resource temporarily unavailable/i,
    tells: [certain('process-limit')],
    source: 'EAGAIN of fork and clone',
  },
  {
    example: 'runtime: failed to create new OS thread (have 11 already; errno=11)',
    has: 'failed to create new os thread',
    pattern: /failed to create new OS thread/,
    tells: [certain('process-limit')],
    source: 'Go runtime',
  },
  {
    example: 'runtime: may need to increase max user processes (ulimit -u)',
    has: 'increase max user processes',
    pattern: /increase max user processes/,
    tells: [certain('process-limit')],
    source: 'Go runtime',
  },
  {
    example: 'gcc: internal compiler error: Killed (program cc1)',
    has: 'internal compiler error: killed',
    pattern: /internal compiler error: Killed/,
    tells: [certain('out-of-memory')],
    source: 'gcc',
  },
];
