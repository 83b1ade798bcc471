import { certain, likely, near, possible, type Signature, says, silent } from '../signature.js';
import { DEBUGGING } from './context.js';
import { PROBES } from './probes.js';

const NO_GO = [certain('go-not-on-path')];
const FIND = [PROBES.findDlv];
const CONSOLE = { run: 'dlv debug PACKAGE', tells: 'the error that the editor does not show' };

/** What editors say of the tools that they miss, and of a debug session that they cannot start. */
export const editorSignatures: readonly Signature[] = [
  {
    example: "No 'go' binary could be found on PATH or in GOROOT.",
    has: "no 'go' binary",
    pattern: /No 'go' binary could be found/,
    tells: NO_GO,
    source: 'VS Code in 2015 and 2016',
  },
  {
    example: 'Failed to run "go install" to install the package as the "go" binary cannot be found in either GOROOT(/go) or PATH(/usr/bin)',
    has: '"go" binary',
    pattern: /(?:unable to locate |as the )"go" binary |"go" binary is not found/i,
    tells: NO_GO,
    source: 'VS Code',
  },
  {
    example: "The 'go' compiler is not available.  Install Go from http://golang.org/dl/.",
    has: ["'go' compiler is not available", 'could not locate go ', 'could not find go executable', 'failed to find a go command needed'],
    pattern:
      /'go' compiler is not available|Could not locate Go (?:binaries|path)|Could not find Go executable|Failed to find a go command needed/,
    tells: [likely('go-not-on-path'), possible('goroot-invalid')],
    decide: [PROBES.goroots],
    source: 'VS Code',
  },
  {
    example: 'go.goroot setting is ignored. /opt/go is not a valid GOROOT directory.',
    has: 'is not a valid goroot',
    pattern: /is not a valid GOROOT\b/,
    tells: [certain('goroot-invalid')],
    source: 'VS Code',
  },
  {
    example: 'Set GOPATH environment variable and restart VS Code or set GOPATH in Workspace settings',
    has: ['set gopath environment variable and restart', 'environment variable "gopath" is not', 'gobin/gopath not configured'],
    pattern:
      /Set GOPATH environment variable and restart|Environment variable "GOPATH" is not available|GOBIN\/GOPATH not configured in environment/,
    tells: [likely('gopath-unset')],
    decide: [PROBES.checkEnv],
    source: 'VS Code, Atom',
  },
  {
    example: 'Could not find delve executable "dlv" in your GOPATH!',
    has: ['find delve executable', 'dlv is not found. please make sure', 'dlv not found. installing', 'delve is not installed'],
    pattern:
      /[Cc]ould not find delve executable|\bdlv is not found\. Please make sure|vim-go: dlv not found\. Installing|[Dd]elve is not installed/,
    tells: [likely('dlv-not-installed'), possible('dlv-not-on-path')],
    decide: FIND,
    source: 'Atom, VS Code, vim-go',
  },
  {
    example: 'Failed to install "dlv" via "go get -u github.com/derekparker/delve/cmd/dlv".',
    has: ['failed to install "dlv"', 'failed to update "dlv"'],
    pattern: /Failed to (?:install|update) "dlv"/,
    tells: [likely('dlv-install-failed')],
    decide: [PROBES.checkDlv],
    source: 'Atom',
  },
  {
    example: 'Tools (dlv, gopls) need recompiling to work with go version go1.25.0 linux/amd64',
    has: ['need recompiling to work with', 'go tools may need re'],
    pattern: /need recompiling to work with|few Go tools may need re-?compiling/,
    tells: [possible('dlv-built-with-older-go')],
    decide: [PROBES.dlvBuild],
    source: 'VS Code',
  },
  {
    example: 'You are using go1.16.3, but dlv requires at least go1.18.0.',
    has: 'requires at least go1',
    pattern: /You are using go\S{1,20}, but dlv\S{0,5} requires at least go1/,
    tells: [certain('install-needs-newer-go')],
    source: 'VS Code',
  },
  {
    example: 'Failed to continue: Check the debug console for details.',
    has: 'check the debug console for details',
    pattern: /(?:Failed to (?:continue|launch|attach)|could not start debugger): "?Check the debug console for details/i,
    tells: [possible('launch-config-invalid'), possible('package-does-not-build'), possible('dlv-does-not-start')],
    decide: [CONSOLE],
    source: 'VS Code: dlv ended before it listened',
  },
  {
    example: 'dlv dap (4194) was killed by signal: SIGKILL',
    has: ['was killed by signal', 'terminated with code'],
    pattern: /dlv dap \(\d{1,9}\) (?:was killed by signal|terminated with code)/,
    tells: [possible('macos-codesign'), possible('antivirus-blocks-dlv'), possible('out-of-memory'), possible('dlv-bug')],
    decide: [PROBES.codesign, PROBES.memory],
    source: 'VS Code',
  },
  {
    example: 'dlv exited with code 2',
    has: ['dlv exited', 'dlv` of adapter', 'delve exited', 'delve closed'],
    pattern:
      /dlv exited with(?: exit)? code:? ?[1-9]|[Dd]elve exited with exit code:? [1-9]|delve closed with code [1-9]|`\S{0,200}dlv` of adapter `\w{1,20}` exited with [1-9]/,
    tells: [possible('dlv-lacks-flag'), possible('launch-config-invalid'), possible('dlv-does-not-start'), possible('port-in-use')],
    decide: [PROBES.dap],
    source: 'Neovim, Atom',
  },
  {
    example: 'Cannot load environment variables from file /src/.env',
    has: ['cannot load environment variables from file', "failed to process 'envfile'"],
    pattern: /Cannot load environment variables from file|failed to process 'envFile'/,
    tells: [likely('launch-config-invalid')],
    source: 'VS Code',
  },
  {
    example: 'Error: Failed to find "sudo" utility',
    has: [
      'failed to find "sudo" utility',
      'not supported for',
      'missing process id',
      'missing host or port from',
      'debug adapter executable',
    ],
    pattern:
      /Failed to find "sudo" utility|'pick(?:Go)?Process' (?:and 'pick(?:Go)?Process' )?(?:is|are) not supported for|^(?:Failed to continue: )?Missing process ID|missing host or port from launchArgs|[Cc]an ?not find debug adapter executable/,
    tells: [likely('launch-config-invalid')],
    source: 'VS Code',
  },
  {
    example: 'Using a file descriptor for `logDest` is not allowed.',
    has: '`logdest`',
    pattern: /`logDest`[^\n]{0,20} is not allowed/,
    tells: [certain('launch-config-invalid')],
    source: 'VS Code',
  },
  {
    example: 'E5108: Error executing lua: dap-go.lua:38: dap-go dependency error: dap not installed',
    has: [
      'dependency error: dap',
      "module 'dap",
      'no adapter configured for',
      'no configuration found for `go`',
      'config references missing adapter',
    ],
    pattern:
      /dependency error: dap|module 'dap(?:-go)?' not found|No adapter configured for (?:go|delve)|No configuration found for `go`|[Cc]onfig references missing adapter `(?:go|delve)`/,
    tells: [likely('launch-config-invalid')],
    source: 'Neovim, vimspector',
  },
  {
    example: 'Invalid adapter definition. Expected a table with type `executable` or `server`',
    has: 'invalid adapter definition',
    pattern: /Invalid adapter definition\./,
    tells: [likely('launch-config-invalid', near(DEBUGGING)), possible('launch-config-invalid')],
    decide: [PROBES.dap],
    source: 'nvim-dap',
  },
  {
    example: 'vim-go: could not connect to debugger',
    has: 'could not connect to debugger',
    pattern: /could not connect to debugger/i,
    tells: [possible('dap-server-start-timeout'), possible('remote-connection-refused'), possible('dlv-does-not-start')],
    decide: [PROBES.dap],
    source: 'vim-go',
  },
  {
    example: 'vim-go: could not start debugger: dlv failed',
    has: ['could not start debugger', 'unable to start or connect to debug adapter', 'unable to start debug server'],
    pattern: /could not start debugger: |Unable to start or connect to debug adapter|Unable to start debug server/,
    tells: [
      possible('dlv-does-not-start', near(/\bdlv\b|delve|vim-go/i)),
      possible('launch-config-invalid', near(/\bdlv\b|delve|vim-go/i)),
    ],
    decide: [PROBES.dap],
    source: 'vim-go, vimspector',
  },
  {
    example: 'WARN - #com.google.idea.blaze.golang.run.BlazeDlvPositionConverter - Unable to find local file for debug path: _main/tst.go',
    has: 'unable to find local file for debug path',
    pattern: /Unable to find local file for debug path/,
    tells: [certain('path-mapping')],
    source: 'the Bazel plugin of GoLand',
  },
  {
    example: 'The remote server is running on delve v2 API and the client is running v1 API.',
    has: 'the remote server is running on delve v',
    pattern: /The remote server is running on delve v\d API and the client is running/,
    tells: [certain('api-version-mismatch')],
    source: 'VS Code',
  },
  {
    example: 'Socket connection to remote was closed',
    has: ['socket connection to remote was closed', 'failed to get remote server version'],
    pattern: /Socket connection to remote was closed|Failed to get remote server version/,
    tells: [possible('headless-exits-after-first-client'), possible('remote-connection-refused'), possible('api-version-mismatch')],
    decide: [PROBES.remote, PROBES.apiVersion],
    source: 'VS Code',
  },
  {
    example: 'go list failed on /src/app: go: cannot find main module',
    has: ['go list failed on', 'cannot determine package for'],
    pattern: /go list failed on \S|Cannot determine package for \S/,
    tells: [possible('no-go-mod'), possible('wrong-working-directory'), possible('package-does-not-build')],
    decide: [PROBES.goMod],
    source: 'VS Code',
  },
  {
    example: 'Cannot run program: GOROOT is not specified',
    has: ['go sdk is not', 'goroot is not spec', 'no go sdk'],
    pattern: /Go SDK is not (?:specified|configured|set|valid|defined)|GOROOT is not specified|No Go SDK/i,
    tells: [likely('goroot-invalid', silent(/"go" binary/)), possible('go-not-on-path', says(/"go" binary/))],
    decide: [PROBES.goroots],
    source: 'GoLand',
  },
];
