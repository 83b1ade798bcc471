import { certain, likely, possible, type Signature, says, silent } from '../signature.js';
import { PROBES } from './probes.js';

const START = [PROBES.dap];
/** A dlv that another program starts: it may close the descriptor that the editor reads. */
const WRAPPED = /\bsudo\b[^\n]{0,100}dlv|dlv[^\n]{0,60}(?:wrapper|\.sh\b)|#!\/bin\/(?:ba)?sh/;
const FAULTY = [certain('launch-config-invalid')];

/** What editors and other clients of dlv say. */
export const clientSignatures: readonly Signature[] = [
  {
    example: "Couldn't start dlv dap: Error: timed out while waiting for DAP server to start",
    has: 'while waiting for dap server to start',
    pattern: /timed out while waiting for DAP server to start/,
    tells: [
      likely('dap-wrapper-breaks-handshake', says(WRAPPED)),
      likely('dap-server-start-timeout', silent(WRAPPED)),
      possible('dap-server-start-timeout'),
      possible('dap-wrapper-breaks-handshake'),
    ],
    decide: START,
    source: 'VS Code',
  },
  {
    example: "couldn't start dlv dap: connection timeout",
    has: 'start dlv dap',
    pattern: /could ?n[o']t start dlv dap[^\n]{0,40}(?:connection timeout|timed out|timeout)/i,
    tells: [likely('dap-server-start-timeout'), possible('dap-wrapper-breaks-handshake')],
    decide: START,
    source: 'VS Code',
  },
  {
    example: 'Delve DAP server (PID: 4194) is not responding',
    has: 'delve dap server (pid',
    pattern: /Delve DAP server \(PID: \d{1,9}\) is not responding/,
    tells: [likely('dap-server-start-timeout'), possible('dap-wrapper-breaks-handshake')],
    decide: START,
    source: 'VS Code',
  },
  {
    example: 'dap-mode: DAP server timed out',
    has: 'dap',
    pattern: /(?:Debug adapter|DAP (?:server|adapter)|dlv dap|nvim-dap|dap-mode)[^\n]{0,60}(?:timed out|not responding|timeout)/i,
    tells: [likely('dap-server-start-timeout'), possible('dap-wrapper-breaks-handshake')],
    decide: START,
    source: 'editors',
  },
  {
    example: 'Debug adapter process has terminated unexpectedly',
    has: 'unexpectedly',
    pattern: /Debug adapter (?:process )?(?:has )?(?:terminated|closed|exited) unexpectedly/i,
    tells: [possible('dap-server-start-timeout'), possible('dlv-does-not-start'), possible('dlv-bug')],
    decide: START,
    source: 'VS Code',
  },
  {
    example: 'fd 3: bad file descriptor (--log-dest=3)',
    has: 'bad file descriptor',
    pattern: /(?:--log-dest|fd ?\/?3|\/dev\/fd\/3|sudo|dlv)[^\n]{0,100}bad file descriptor|bad file descriptor[^\n]{0,60}--log-dest/i,
    tells: [likely('dap-wrapper-breaks-handshake')],
    decide: START,
    source: 'dlv --log-dest=3 behind a wrapper',
  },
  {
    example: 'Failed to continue: "The program attribute must point to valid directory, .go file or executable."',
    has: ['program attribute', 'program" attribute', "program' attribute", 'program` attribute'],
    pattern: /program["'`]? attribute["'`]? (?:[^\n]{0,200} )?(?:must|is missing|should|does not)/i,
    tells: FAULTY,
    source: 'VS Code, dlv dap',
  },
  {
    example: 'The program attribute "/src/main" must be a valid directory or .go file in debug/test/auto modes.',
    has: 'must be a valid directory or .go file',
    pattern: /must be a valid directory or \.go file/,
    tells: FAULTY,
    source: 'VS Code',
  },
  {
    example: "Failed to attach: The 'processId' attribute is missing in debug configuration",
    has: 'is missing in ',
    pattern: /attribute is missing in (?:the )?debug configuration/,
    tells: FAULTY,
    source: 'dlv dap, VS Code',
  },
  {
    example: 'Failed to launch: invalid debug configuration - unsupported \'mode\' attribute "remote"',
    has: 'invalid debug configuration',
    pattern: /invalid debug configuration/i,
    tells: FAULTY,
    source: 'dlv dap',
  },
  {
    example: 'Failed to launch: Unsupported \'mode\' value "remote" in debug configuration.',
    has: 'in debug configuration',
    pattern: /Unsupported '\w{1,30}' value [^\n]{1,100} in debug configuration/,
    tells: FAULTY,
    source: 'dlv dap before 1.8',
  },
  {
    example: "Request type of 'launch' with mode 'remote' is deprecated, please use request type 'attach' with mode 'remote' instead.",
    has: "with mode 'remote' is deprecated",
    pattern: /with mode 'remote' is deprecated/,
    tells: FAULTY,
    source: 'VS Code',
  },
  {
    example: "Configured debug type 'go' is not supported.",
    has: 'configured debug type',
    pattern: /Configured debug type '?"?(?:go|delve)'?"? is (?:not supported|installed but not supported)/,
    tells: FAULTY,
    source: 'VS Code without the extension for Go',
  },
  {
    example: 'Variable ${fileDirname} can not be resolved. Please open an editor.',
    has: ['can not be resolved', 'cannot be resolved'],
    pattern: /\$\{[^}\n]{1,80}\}'?"? can ?not be resolved/,
    tells: FAULTY,
    source: 'VS Code',
  },
  {
    example: 'could not launch process: stat ${workspaceFolder}/cmd: no such file or directory',
    has: '${',
    pattern:
      /\$\{(?:workspace(?:Folder|Root)|file(?:Dirname)?|env:\w{1,40}|relativeFile\w{0,12}|cwd)[^}\n]{0,40}\}[^\n]{0,200}(?:no such file|not found|cannot find|does not exist|invalid|not absolute|is relative)/i,
    tells: [likely('launch-config-invalid')],
    source: 'a variable that nothing resolved',
  },
  {
    example: "Attribute 'program' does not exist ('/src/main.go').",
    has: "attribute 'program'",
    pattern: /Attribute 'program' (?:does not exist|is not absolute|cannot be resolved)/,
    tells: [likely('launch-config-invalid')],
    source: 'VS Code',
  },
  {
    example: 'Failed to launch: failed to chdir to "/src/none" - chdir /src/none: no such file or directory',
    has: ['failed to chdir to', 'could not launch process: chdir '],
    pattern: /failed to chdir to|could not launch process: chdir \S[^\n]{0,300}: (?:no such|not a dir|The system cannot|permission)/,
    tells: [likely('launch-config-invalid'), possible('wrong-working-directory')],
    source: 'dlv dap',
  },
  {
    example: 'Failed to continue: The port attribute is missing or invalid in launch.json',
    has: 'launch.json',
    pattern:
      /(?:launch\.json[^\n]{0,100}(?:invalid|missing|error|wrong|unexpected|not valid|unsupported|deprecated|does not)|(?:invalid|missing|error|wrong|unsupported)[^\n]{0,100}launch\.json)/i,
    tells: [likely('launch-config-invalid')],
    source: 'VS Code',
  },
  {
    example: "Debug session was not started: no debug adapter, can not send 'launch'",
    has: 'no debug adapter',
    pattern: /no debug adapter, can ?not send/i,
    tells: [likely('launch-config-invalid')],
    decide: START,
    source: 'VS Code',
  },
  {
    example: 'build output "/src/runtime/debug" already exists and is a directory',
    has: 'already exists and is a directory',
    pattern: /build output "[^"\n]{0,300}(?:debug|__debug_bin\w{0,20})" already exists and is a directory/,
    tells: [likely('launch-config-invalid'), possible('not-a-main-package')],
    decide: [PROBES.packageName],
    source: "go build, run by dlv in a folder that is not the program's",
  },
  {
    example: 'Failed to attach: no debugger found',
    has: 'no debugger found',
    pattern: /Failed to attach: no debugger found/,
    tells: [possible('launch-config-invalid'), possible('remote-connection-refused')],
    decide: [PROBES.remote],
    source: 'dlv dap, asked to attach remotely to a server that debugs nothing',
  },
  {
    example: 'The program "${file}" does not exist: Error: ENOENT: no such file or directory, lstat \'C:\\VSCode\\${file}\'',
    has: 'the program "',
    pattern: /The program "[^"\n]{1,300}" (?:does not exist|must be a valid|is not a valid)/,
    tells: FAULTY,
    source: 'VS Code',
  },
  {
    example: "Failed to attach: 'processId' and 'waitFor' are mutually exclusive, and can't be specified at the same time",
    has: [' are mutually exclusive', 'can not be used together with stdoutto'],
    pattern: /'processId' and 'waitFor' are mutually exclusive|output == "remote" can not be used together with stdoutTo/,
    tells: FAULTY,
    source: 'dlv dap',
  },
  {
    example: 'Failed to launch: debug session already in progress at ./main.go:9 - use remote attach mode to connect to a server',
    has: 'debug session already in progress at ',
    pattern: /debug session already in progress at [^\n]{0,300}use remote (?:attach )?mode/,
    tells: FAULTY,
    source: 'dlv --headless, asked by an editor to launch',
  },
  {
    example:
      '    at GoDebugSession.findPathSeperator (/Users/u/.vscode/extensions/ms-vscode.go-0.12.0/out/src/debugAdapter/goDebug.js:332:20)',
    has: 'godebugsession.findpathsep',
    pattern: /at GoDebugSession\.findPathSep/,
    tells: [likely('launch-config-invalid')],
    decide: [{ run: 'jq .configurations .vscode/launch.json', tells: 'neither cwd nor remotePath: launch-config-invalid' }],
    source: 'the first debug adapter of VS Code: it has no folder to translate',
  },
];
