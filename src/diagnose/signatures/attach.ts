import { certain, likely, possible, type Signature, says, silent } from '../signature.js';
import { all, CONTAINER } from './context.js';
import { PROBES } from './probes.js';

/** Messages of the link `attach`: a running program. */
export const attachSignatures: readonly Signature[] = [
  {
    example:
      'Could not attach to pid 18510: this could be caused by a kernel security setting, try writing "0" to /proc/sys/kernel/yama/ptrace_scope',
    has: 'yama/ptrace_scope',
    pattern: /(?:try writing "?0"? to|: set) \/proc\/sys\/kernel\/yama\/ptrace_scope/,
    tells: [certain('ptrace-scope-yama')],
    source: 'dlv on Linux',
  },
  {
    example: 'ptrace: check the setting of /proc/sys/kernel/yama/ptrace_scope',
    has: 'ptrace_scope',
    pattern: /ptrace_scope/,
    tells: [
      likely(
        'ptrace-scope-yama',
        all(
          says(/could not attach|attach[^\n]{0,80}not permitted|check the setting|ptrace_scope(?: ?=| is|\n) ?[1-3]/i),
          silent(/ptrace_scope(?: ?[=:]| is|\n) ?0\b/),
        ),
      ),
    ],
    decide: [PROBES.yama],
    source: 'gdb and others',
  },
  {
    example: 'Could not attach to pid 4194: current user does not own the process',
    has: 'current user does not own the process',
    pattern: /current user does not own the process/,
    tells: [certain('attach-not-permitted')],
    source: 'dlv on Linux',
  },
  {
    example: 'could not attach to pid 1: operation not permitted',
    has: 'operation not permitted',
    pattern: /could not attach to pid \d{1,9}: operation not permitted/i,
    tells: [
      likely('container-ptrace-denied', says(CONTAINER)),
      possible('attach-not-permitted'),
      possible('container-ptrace-denied'),
      possible('ptrace-scope-yama'),
      possible('ptrace-denied-host-policy'),
    ],
    decide: [PROBES.owner, PROBES.ptrace, PROBES.lsm],
    source: 'EPERM of PTRACE_ATTACH',
  },
  {
    example: 'could not attach to pid 4194: permission denied',
    has: 'permission denied',
    pattern: /could not attach to pid \d{1,9}[^\n]{0,100}: permission denied/i,
    tells: [
      possible('attach-not-permitted'),
      possible('ptrace-denied-host-policy'),
      possible('selinux-denied'),
      possible('apparmor-denied'),
    ],
    decide: [PROBES.owner, PROBES.lsm],
    source: 'EACCES of PTRACE_ATTACH',
  },
  {
    example: 'could not attach to pid 4821: already being debugged by pid 4826',
    has: ['already being debugged', 'already being traced'],
    pattern: /already being (?:debugged|traced)/,
    tells: [certain('already-being-debugged')],
    source: 'dlv on Linux',
  },
  {
    example: 'could not attach to pid 999999: no such process',
    has: 'could not attach to pid',
    pattern:
      /could not attach to pid \d{1,9}: (?:no such process|could not find|open \/proc\/\d{1,9}\/\w{1,10}: no such file|process not found)/i,
    tells: [certain('no-such-process')],
    source: 'dlv',
  },
  {
    example: 'Invalid pid: abc',
    has: 'invalid pid: ',
    pattern: /^(?:[^\n]{0,40} )?Invalid pid: /,
    tells: [certain('no-such-process')],
    source: 'dlv attach',
  },
  {
    example: 'Failed to attach: could not attach to pid 4194: waitFor timeout',
    has: ['attach', 'could not find', 'waitfor duration expired'],
    pattern:
      /could not (?:find|attach)[^\n]{0,100}(?:wait ?for[^\n]{0,40}(?:timeout|expired)|no process (?:found|matching))|waitfor duration expired/i,
    tells: [likely('no-such-process')],
    source: 'dlv attach --waitfor',
  },
];
