import { likely, near, possible, type Signature, says } from '../signature.js';
import { CONTAINER, DEBUGGING } from './context.js';
import { PROBES } from './probes.js';

const REMOTE = /substitute-?path|remotePath|remote|docker|container|kubectl|cwd|\/app\/|\/go\/src|--headless|dlv connect/i;

/** That a value is read, or that the text is about a debugger. */
const READING = new RegExp(`${DEBUGGING.source}|Unable to eval|Command failed: |unreadable`);

/** A place that is not in the program: by its path there, or by its name. */
const MAPPED = [
  likely('path-mapping', says(REMOTE)),
  possible('path-mapping'),
  possible('breakpoint-file-not-in-program'),
  possible('trimpath'),
];

/** Messages of the link `breakpoint`: files and lines that dlv does not find. */
export const breakpointSignatures: readonly Signature[] = [
  {
    example: 'Unable to set breakpoint: could not find file /Users/u/src/main.go',
    has: 'could not find file ',
    pattern: /could not find file (?![^\n]{0,400}binary is stripped)\S/,
    tells: [
      likely('path-mapping', (log) => log.says(REMOTE) && !log.says(/-trimpath/)),
      possible('path-mapping'),
      possible('trimpath'),
      possible('breakpoint-file-not-in-program'),
    ],
    decide: [PROBES.fileList, PROBES.buildSettings],
    source: 'dlv',
  },
  {
    example: 'Command failed: could not find /src/main.go:12',
    has: 'could not find ',
    pattern: /could not find (?:location |line )?["']?\S{1,300}\.go:\d{1,6}/,
    tells: MAPPED,
    decide: [PROBES.fileList],
    source: 'dlv',
  },
  {
    example: 'Command failed: location "/src/main.go:12" not found',
    has: 'location ',
    pattern: /location "?\S{1,300}\.go:\d{1,6}"? not found/i,
    tells: MAPPED,
    decide: [PROBES.fileList],
    source: 'dlv',
  },
  {
    example: 'Command failed: open /go/src/app/main.go: no such file or directory',
    has: '.go: no such file or directory',
    pattern: /(?:Command failed|dlv\)|list|Error)[^\n]{0,40}open \S{1,300}\.go: no such file or directory/,
    tells: [likely('path-mapping', says(/\(dlv\)|Command failed|delve|dlv/))],
    decide: [PROBES.fileList],
    source: 'dlv connect',
  },
  {
    example:
      'level=debug msg="<- RPCServer.CreateBreakpoint(rpc2.CreateBreakpointIn{\\"Breakpoint\\":{\\"file\\":\\"/src/app/src/app/main.go\\"',
    has: 'rpcserver.createbreakpoint',
    pattern: /RPCServer\.CreateBreakpoint[^\n]{0,300}\bfile\\?":\\?"[^"\n]{0,80}?(\/[\w.-]{1,60}\/[\w.-]{1,60})\1\//,
    tells: [likely('path-mapping')],
    decide: [PROBES.fileList],
    source: 'dlv --log-output=rpc: the folder stands twice in the path',
  },
  {
    example: 'Source missing: /usr/src/app/main.go is not in the debuggee, check substitutePath',
    has: 'substitutepath',
    pattern:
      /(?:check|missing|wrong|invalid|no match\w{0,6})[^\n]{0,60}substitutePath|substitutePath[^\n]{0,60}(?:missing|wrong|invalid|not match|mismatch)/i,
    tells: [likely('path-mapping')],
    decide: [PROBES.fileList],
    source: 'VS Code',
  },
  {
    example: "Could not load source '/app/main.go': Unable to find file",
    has: 'could not load source',
    pattern: /Could not load source '[^'\n]{1,300}\.go'/i,
    tells: [likely('path-mapping')],
    decide: [PROBES.fileList],
    source: 'VS Code',
  },
  {
    example: "Unable to open 'main.go': Unable to read file '/app/main.go' (Error: Unable to resolve nonexistent file '/app/main.go').",
    has: 'unable to open',
    pattern: /Unable to open '[^'\n]{1,200}\.go': (?:Unable to read file|File not found|The editor could not be opened)/i,
    tells: [likely('path-mapping')],
    decide: [PROBES.fileList],
    source: 'VS Code',
  },
  {
    example: 'Breakpoint 1 is unverified: no code at that line in a container',
    has: ['verified', 'breakpoint'],
    pattern: /unverified[^\n]{0,20}breakpoint|breakpoint[^\n]{0,60}(?:unverified|not verified|could not be (?:set|resolved|bound))/i,
    tells: [possible('path-mapping', says(CONTAINER)), possible('breakpoint-not-hit'), possible('optimized-binary')],
    decide: [PROBES.fileList],
    source: 'editors',
  },
  {
    example: 'Error on CreateBreakpoint: could not find C:\\Users\\u\\go\\src\\app\\main.go:7',
    has: 'error on createbreakpoint: could not find',
    pattern: /Error on CreateBreakpoint: could not find/,
    tells: [likely('path-mapping'), possible('breakpoint-file-not-in-program')],
    decide: [PROBES.fileList],
    source: 'the old VS Code adapter',
  },
  {
    example: 'could not find /home/user/source/test/test.go',
    has: 'could not find ',
    pattern: /^(?:[^\n]{0,60}: )?could not find ["'`]?(?:[A-Za-z]:[\\/]|\/)\S{1,300}\.go["'`]?$/,
    tells: MAPPED,
    decide: [PROBES.fileList],
    source: 'dlv before 1.3, GoLand',
  },
  {
    example: 'Command failed: "root/a/source.go:11" not found',
    has: '" not found',
    pattern: /^(?:[>\s]{0,4}|Command failed: )"\S{1,300}\.go:\d{1,6}" not found/,
    tells: MAPPED,
    decide: [PROBES.fileList],
    source: 'dlv',
  },
  {
    example: 'Source missing, cannot jump to frame: main.main',
    has: ['source missing, cannot jump to frame', 'stopped at unavailable location', 'no source code for'],
    pattern:
      /Source missing, cannot jump to frame|[Dd]ebug adapter stopped at unavailable location|No source code for \S{1,100}\. Cursor at/,
    tells: [possible('path-mapping'), possible('debug-info-stripped')],
    decide: [PROBES.fileList],
    source: 'nvim-dap, dap-mode',
  },
  {
    example: 'Failing to initialize remote sources: Error',
    has: 'to initialize remote sources',
    pattern: /Fail(?:ing|ed) to initialize remote sources/,
    tells: [possible('path-mapping'), possible('remote-connection-refused')],
    decide: [PROBES.fileList],
    source: 'VS Code',
  },
  {
    example: 'Unable to eval expression: "invalid instruction 0x91"',
    has: 'invalid instruction 0x',
    pattern: /invalid instruction 0x[0-9a-f]{1,4}\b/i,
    tells: [possible('dlv-too-old-for-go', near(READING)), possible('optimized-binary', near(READING))],
    decide: [PROBES.allDlv, PROBES.buildSettings],
    source: 'dlv, an operation of DWARF that it does not know',
  },
];
