import { certain, likely, possible, type Signature, says, silent } from '../signature.js';
import { commandMissing } from './commands.js';
import { PROBES } from './probes.js';

const FAILED_INSTALL =
  /(?:go (?:install|get)|Installing)[^\n]{0,200}delve[\s\S]{0,2000}(?:FAILED|failed|error|cannot|no such host|timeout)/;
/** `ls` shows it in a folder of every PATH: what a shell does not find is its loader. */
const LISTED = /^-r\Sx[^\n]{1,100} \/(?:usr\/)?(?:local\/)?bin\/dlv$/m;
/** How many lines before a refusal `ls` may have shown the file. */
const LISTED_BEFORE = 10;
const MISSING = [
  likely('libc-mismatch', says(LISTED)),
  likely('dlv-not-installed', says(FAILED_INSTALL)),
  likely('dlv-not-on-path', (log) => !log.says(FAILED_INSTALL) && !log.says(LISTED)),
  possible('dlv-not-installed'),
];
const FIND = [PROBES.findDlv];

/** Messages of a dlv that is not there, cannot be loaded, or is another program. */
export const dlvMissingSignatures: readonly Signature[] = [
  ...commandMissing('dlv', MISSING, FIND),
  ...commandMissing('dlv-dap', MISSING, FIND).slice(0, 2),
  {
    example: 'Failed to continue: "Cannot find Delve debugger. Ensure it is in your `GOPATH/bin` or `PATH`."',
    has: 'cannot find delve',
    pattern: /Cannot find Delve/i,
    tells: MISSING,
    decide: FIND,
    source: 'VS Code',
  },
  {
    example: "Couldn't find dlv at the Go tools path, /home/user/go or /usr/bin",
    has: 'find ',
    pattern: /(?:could ?n[o']t|cannot|can't|unable to|failed to) find [`'"]?dlv\b/i,
    tells: MISSING,
    decide: FIND,
    source: 'VS Code, vim-go, nvim-dap-go',
  },
  {
    example: "vim-go: could not find 'dlv'. Run :GoInstallBinaries to fix it",
    has: "find 'dlv'",
    pattern: /could not find 'dlv'/,
    tells: MISSING,
    decide: FIND,
    source: 'vim-go',
  },
  {
    example: 'The "dlv-dap" command is not available. Please select "Install", or follow the installation instructions.',
    has: '"dlv-dap" command is not available',
    pattern: /"dlv-dap" command is not available/,
    tells: [likely('dlv-not-installed'), possible('dlv-not-on-path')],
    decide: FIND,
    source: 'VS Code in 2021, which had a dlv-dap of its own',
  },
  {
    example: 'The "dlv" command is not available. Run "go install -v github.com/go-delve/delve/cmd/dlv@latest" to install.',
    has: '"dlv" command is not available',
    pattern: /"dlv" command is not available/,
    tells: MISSING,
    decide: FIND,
    source: 'VS Code',
  },
  {
    example: 'dlv is not executable',
    has: ['dlv', 'delve'],
    pattern:
      /(?:^|[\s"'`])dlv["'`]? is not (?:executable|installed|available|in (?:your |the )?\$?PATH)|command [`'"]dlv[`'"] (?:not found|is not executable)|(?:^|\s)delve (?:is not installed|not found)/i,
    tells: MISSING,
    decide: FIND,
    source: 'Neovim and other editors',
  },
  {
    example: 'bash: /root/go/bin/dlv: No such file or directory',
    has: '/dlv',
    pattern:
      /(?:^|[\s"'`:])(\/[\w.@/-]{0,200}|)\/dlv(?:["'`]?: ?(?:stat \S{1,200}: )?| )(?:no such file or directory|not found|cannot find|does not exist)/i,
    tells: [
      likely('dlv-not-installed', (log, match) => match[1] !== '/bin' && !log.says(/alpine|musl|exec user process|^exec /im)),
      possible('libc-mismatch', (_log, match) => match[1] !== '/bin'),
      possible('dlv-not-installed'),
    ],
    decide: [PROBES.loader, PROBES.findDlv],
    source: 'a path of a dlv that is not there, or whose loader is not',
  },
  {
    example: 'Error: spawn /home/user/go/bin/dlv ENOENT',
    has: 'enoent',
    pattern: /spawn \S{1,300}[\\/]dlv(?:-dap)?(?:\.exe)? ENOENT/,
    tells: [
      likely('dlv-not-on-path', (_log, match) => /spawn (?![A-Za-z]:|[\\/])/.test(match[0])),
      likely('launch-config-invalid', (_log, match) => /spawn (?:[A-Za-z]:|[\\/])/.test(match[0])),
      possible('launch-config-invalid'),
      possible('dlv-not-installed'),
    ],
    decide: [PROBES.findDlv, { run: 'ls -d CWD', tells: 'the folder named by cwd or program is not there: launch-config-invalid' }],
    source: 'VS Code has found that dlv before: what is missing is the folder to start it in, unless the path is a relative one',
  },
  {
    example: 'exec: "/dlv": stat /dlv: no such file or directory',
    has: 'dlv',
    pattern: /exec: \\?"\/[\w./-]{0,200}dlv\\?": stat [^\n]{1,100}: no such file/,
    tells: [certain('dlv-not-installed')],
    source: 'runc',
  },
  {
    example: 'DLV [build BEN/Dec 21 2011   gcc 4.6.1]',
    has: 'dlv [build',
    pattern: /^DLV \[build/i,
    tells: [certain('dlv-is-not-delve')],
    source: 'the deductive database of the same name',
  },
  {
    example: "dlv: unrecognized option '--headless'",
    has: 'dlv: ',
    pattern: /(?:^|[\s/])dlv: (?:unrecognized|invalid|illegal|unknown) option/,
    tells: [likely('dlv-is-not-delve'), possible('dlv-lacks-flag')],
    decide: [PROBES.allDlv],
    source: 'another program of that name: Delve says "unknown flag"',
  },
  {
    example: 'unexpected dlv version output: no "Delve Debugger"',
    has: 'delve debugger',
    pattern: /(?:no|not|without|missing|expected) "?Delve Debugger/i,
    tells: [likely('dlv-is-not-delve')],
    decide: [PROBES.allDlv],
  },
  {
    example: 'standard_init_linux.go:207: exec user process caused "no such file or directory"',
    has: 'exec user process caused',
    pattern: /exec user process caused:? "?no such file or directory/,
    tells: [likely('libc-mismatch', says(/dlv|delve/)), possible('libc-mismatch')],
    decide: [PROBES.loader],
    source: 'runc: the file is there, its loader is not',
  },
  {
    example: 'exec /usr/local/bin/dlv: no such file or directory',
    has: 'dlv: no such file or directory',
    pattern: /^exec \S{1,200}dlv: no such file or directory/,
    tells: [likely('libc-mismatch'), possible('dlv-not-installed')],
    decide: [PROBES.loader],
    source: 'runc: the file is there, its loader is not',
  },
  {
    example: 'sh: /go/bin/dlv: not found',
    has: '/dlv: not found',
    pattern: /sh: (?:\d{1,4}: )?\/\S{1,200}\/dlv: not found/,
    tells: [likely('libc-mismatch', says(/alpine|musl/i)), possible('libc-mismatch'), possible('dlv-not-installed')],
    decide: [PROBES.loader],
    source: 'busybox',
  },
  {
    example: "dlv: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.32' not found (required by dlv)",
    has: "' not found (required by",
    pattern: /version [`']GLIBC\w{0,6}_[\d.]{1,10}' not found \(required by [^)\n]{0,200}dlv/,
    tells: [certain('libc-mismatch')],
    source: 'ld.so',
  },
  {
    example: 'Error relocating /usr/local/bin/dlv: __vfprintf_chk: symbol not found',
    has: 'error relocating ',
    pattern: /Error relocating (\S{1,200}): \w{1,60}: symbol not found/,
    tells: [certain('libc-mismatch', (_log, match) => /dlv$/.test(match[1] as string)), possible('libc-mismatch')],
    decide: [PROBES.loader],
    source: 'musl',
  },
  {
    example: 'Error loading shared library ld-linux-x86-64.so.2: No such file or directory (needed by /dlv)',
    has: ['error loading shared librar', 'error while loading shared librar'],
    pattern:
      /error (?:while )?loading shared librar[^\n]{0,200}(?:dlv|ld-linux|ld-musl|libc\.so|libc\.musl)|dlv: error while loading shared libraries/i,
    tells: [likely('libc-mismatch', says(/dlv|delve/)), likely('program-needs-loader', silent(/dlv|delve/))],
    decide: [PROBES.loader],
    source: 'musl, glibc',
  },
  {
    example: 'bash: /usr/local/bin/dlv: cannot execute: required file not found',
    has: 'cannot execute: required file not found',
    pattern: /dlv: cannot execute: required file not found/,
    tells: [certain('libc-mismatch')],
    source: 'bash 5.2',
  },
  {
    example: 'bash: /root/go/bin/dlv: Permission denied',
    has: 'dlv: permission denied',
    pattern: /(?:^|[\s/])dlv: Permission denied/i,
    tells: [likely('dlv-does-not-start')],
    decide: [{ run: 'ls -l "$(which dlv)"', tells: 'no x among its rights: dlv-does-not-start' }, PROBES.noexec],
    source: 'shells',
  },
  {
    example: 'Usage of dlv:',
    has: 'usage of ',
    pattern: /^Usage of (?:\S{0,200}[\\/])?dlv(?:\.exe)?:/,
    tells: [certain('dlv-is-not-delve')],
    source: "Go's package flag: Delve does not use it",
  },
  {
    example: 'Executable `dlv` not found, fix the adapter definition for `go` (ENOENT: no such file or directory)',
    has: 'fix the adapter definition',
    pattern: /[`'"](?:\S{1,200}[/\\])?dlv(?:\.exe)?[`'"] not found, fix the adapter definition/,
    tells: [likely('dlv-not-on-path'), possible('dlv-not-installed')],
    decide: [PROBES.allDlv],
    source: 'nvim-dap',
  },
  {
    example: 'The file “dlv” doesn’t exist.',
    has: ['the file “dlv', 'the file "dlv'],
    pattern: /The file [“"]dlv[”"] (?:does not|doesn[’']t) exist/,
    tells: MISSING,
    decide: FIND,
    source: 'Nova and other editors of macOS',
  },
  {
    example: '/bin/sh: /bin/server: not found',
    has: ': not found',
    pattern: /sh: (?:\d{1,5}: )?(\/[^\s:]{1,200}): not found$/,
    tells: [
      possible('libc-mismatch', (log, match, index) =>
        log.lines
          .slice(Math.max(0, index - LISTED_BEFORE), index)
          .some(({ text }) => text.startsWith('-r') && text[3] === 'x' && text.endsWith(` ${match[1]}`)),
      ),
    ],
    decide: [PROBES.loader],
    source: 'a shell: the file is there, its loader is not',
  },
];
