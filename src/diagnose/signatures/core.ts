import { certain, likely, near, possible, type Signature, says, silent } from '../signature.js';
import { MACOS } from './context.js';

const CORE = /\bdlv core\b|\bcore(?:\.\d{1,9}|[-_ ]?(?:dump|file))\b|\.dmp\b|minidump/i;
const REPLAY = /\bdlv replay\b|--backend[= ]rr\b|\brr (?:record|replay)\b|share\/rr\//;

/** Messages of dlv about core files, and of what records a program for it. */
export const coreSignatures: readonly Signature[] = [
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
    has: ['rr": executable file not found', 'rr\\": executable file not found'],
    pattern: /"rr\\?": executable file not found/,
    tells: [certain('rr-missing')],
    source: 'dlv --backend=rr',
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
    example: "rr: Hardware event 'PERF_COUNT_HW_BRANCH_INSTRUCTIONS_RETIRED': [FATAL] Unable to open performance counter",
    has: ['unable to open performance counter', 'perf_count_hw_branch'],
    pattern:
      /\brr\b[^\n]{0,200}(?:Unable to open performance counter|PERF_COUNT_HW_BRANCH)|\[FATAL[^\n]{0,200}Unable to open performance counter/,
    tells: [likely('rr-missing')],
    source: 'rr in a virtual machine',
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
    example: "dlv core app core.1: bad magic number '[253 55 122 88]' in record at byte 0x0",
    has: 'bad magic number',
    pattern: /bad magic number/,
    tells: [likely('core-unreadable', near(CORE))],
    decide: [{ run: 'file CORE PROGRAM', tells: 'no core file, or a compressed one: core-unreadable' }],
    source: 'dlv core: the file is compressed, or no core file at all',
  },
  {
    example: 'not a minidump, invalid signature 0x1',
    has: [
      'not a minidump',
      'minidump ',
      'is not an exe file',
      'delve header note',
      'reading nt_prstatus',
      'reading nt_file',
      'reading nt_prpsinfo',
      'spliced memory',
    ],
    pattern:
      /not a minidump, invalid|minidump \S{1,200} truncated at offset|is not an exe file|malformed delve header note|reading NT_(?:PRSTATUS|FILE|PRPSINFO)|error while reading spliced memory/,
    tells: [certain('core-unreadable')],
    source: 'dlv core',
  },
  {
    example: 'Command failed: hit unmapped area at 4096 after 0 bytes',
    has: ['hit unmapped area at', 'did not match any regions', 'command failed: eof', 'could not launch process: unexpected eof'],
    pattern: /hit unmapped area at|offset \S{1,30} did not match any regions|Command failed: EOF|could not launch process: unexpected EOF/,
    tells: [possible('core-unreadable', near(CORE))],
    decide: [{ run: 'ls -l CORE; ulimit -c', tells: 'a file cut off at a limit: core-unreadable' }],
    source: 'dlv core: the file is cut off',
  },
  {
    example: 'Failed to parse debugger request',
    has: 'failed to parse debugger request',
    pattern: /Failed to parse debugger request/,
    tells: [possible('rr-missing', near(REPLAY)), possible('dlv-bug', near(REPLAY))],
    decide: [{ run: 'rr --version; dlv version', tells: 'a rr that does not match this dlv: rr-missing' }],
    source: 'rr',
  },
  {
    example: 'rr: Microarchitecture unsupported: rr needs hardware performance counters',
    has: ['rr needs', 'microarchitecture', 'performance counter', 'perf_event_paranoid'],
    pattern:
      /rr needs \/proc\/sys\/kernel\/perf_event_paranoid|rr[^\n]{0,100}(?:needs hardware performance counters|[Mm]icroarchitecture)|[Uu]nable to open performance counter|[Pp]erformance counters[^\n]{0,40}(?:not available|unavailable)/,
    tells: [likely('rr-missing', near(/\brr\b|\bdlv\b/))],
    decide: [{ run: 'rr record true', tells: 'an error: rr cannot run here (rr-missing)' }],
    source: 'rr',
  },
];
