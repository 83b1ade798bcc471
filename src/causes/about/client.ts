import { type About, p, unix } from './about.js';

/** What an editor or a script starts dlv with. */
export const clientAbout: Record<string, About> = {
  'launch-config-invalid': {
    meaning: p(
      'The launch configuration of the editor cannot work as it is: the program is not there, is a binary in mode debug, or a file',
      'that does not exist; request launch with mode remote; a variable that nothing expands; attach without a process. The message',
      'comes from the editor or its extension, before dlv has anything to do.',
    ),
    look: p(
      'No look of delve-gate shows it in a check: it is told by messages. A person reads the configuration against the pairs of',
      'request and mode below.',
    ),
    fix: {
      any: [
        p(
          '# launch: mode debug, test, exec, core or replay, with "program"; attach: mode local with "processId", or remote with',
          '"host" and "port"',
        ),
        '# to connect to a running `dlv --headless`: "request": "attach", "mode": "remote"; never launch with mode remote',
        '# mode debug takes a package folder or a .go file, mode exec a program; write paths with ${workspaceFolder}',
        '# "args" is a list of strings, and no shell expands $VAR in it: ${env:VAR}',
        '# see what dlv receives: "showLog": true, "logOutput": "dap"',
      ],
    },
    confused: [
      { with: 'not-a-main-package', decides: 'There the path is right, and what is there is a library.' },
      { with: 'exec-target-invalid', decides: 'There dlv did start, and did not find the program.' },
      { with: 'remote-connection-refused', decides: 'There the configuration is right, and nobody listens.' },
    ],
    from: 'the sources of the Go extension for VS Code, 0.58.0-dev, and public threads',
  },
  'dap-server-start-timeout': {
    meaning: p(
      'dlv was started, and "DAP server listening at" (or "API server listening at") was not read in time, so the editor gives up.',
      'Either dlv did not come so far, a build before it, a scanner or a slow disk held it, or its line went elsewhere: a wrapper,',
      "a shell's start-up text, an extension that misses a line which comes in two pieces. A dlv that need not build listens within",
      'milliseconds.',
    ),
    look: p(
      'dlv is started in each mode, and its line awaited, for smoke.timeout seconds and longer where dlv builds first. What only',
      'the editor misses is not seen: a person starts the same command, and measures the time to the line.',
    ),
    fix: {
      any: [
        p(
          '# it listens at once: update the extension and the editor, and take wrappers out of go.alternateTools; it does not: look',
          'at scanners and disks, and build once before',
        ),
      ],
      ...unix('time dlv version', 'dlv dap --listen=127.0.0.1:0'),
      windows: ['Measure-Command { dlv version }', 'dlv dap --listen=127.0.0.1:0'],
    },
    confused: [
      { with: 'dap-wrapper-breaks-handshake', decides: 'With a script named as dlv, or asRoot, look there.' },
      { with: 'go-list-slow', decides: 'Where the editor waits for `go list` first.' },
      { with: 'antivirus-blocks-dlv', decides: 'On Windows the first start of a new dlv is scanned.' },
      { with: 'dap-initialize-unanswered', decides: 'There the line came, and the conversation does not start.' },
    ],
  },
  'dap-initialize-unanswered': {
    meaning: p(
      'dlv says that it listens, the client connects, and the first request, `initialize`, is not answered. A headless dlv answers',
      'only when it has started the program, or attached, and read its debug information; with a large program or a slow disk that',
      'takes long. A client that does not speak DAP, or that came second to a dlv which takes one, waits in vain as well.',
    ),
    look: 'A session sends initialize to dlv, and waits for smoke.timeout seconds.',
    fix: {
      any: [
        'dlv exec ./APP --headless --listen=127.0.0.1:0 --log --log-output=debugger,dap',
        p(
          "# on a slow machine raise smoke.timeout in the policy, and the editor's own; build without compressed DWARF:",
          '`-ldflags=-compressdwarf=false`',
        ),
      ],
    },
    confused: [
      { with: 'dap-server-start-timeout', decides: 'There the line that dlv listens did not come.' },
      { with: 'firewall-blocks-dlv', decides: 'There the connection itself is not made.' },
      { with: 'headless-exits-after-first-client', decides: 'There another connection came first.' },
    ],
  },
  'dap-session-unanswered': {
    meaning: p(
      'dlv answered initialize, and the request launch or attach hangs: the event `initialized` does not come. In this step `dlv',
      'dap` builds the program, starts it or attaches to it, and reads its debug information. A build that waits for a network or a',
      'lock, and a process that does not stop when it is attached to, hold it.',
    ),
    look: 'A session sends launch or attach, and waits for the answer and for the event initialized, for smoke.timeout seconds.',
    fix: {
      any: [
        'go build -gcflags="all=-N -l" ./PACKAGE',
        'dlv exec ./APP --headless --listen=127.0.0.1:0 --log --log-output=debugger,dap',
        '# the build is slow: build once before; on a slow machine raise smoke.timeout in the policy',
      ],
    },
    confused: [
      { with: 'module-download-blocked', decides: 'A build that hangs may wait for a module: `go build -x` shows it.' },
      { with: 'dap-configuration-unanswered', decides: 'There the program is started, and only not let go.' },
    ],
  },
  'dap-configuration-unanswered': {
    meaning: p(
      'dlv accepted the session, and does not answer `configurationDone`, by which the client says that all breakpoints are set. So',
      'the program is not let go, and an editor shows it as started and does nothing. It is rare: dlv hangs, or the machine is very',
      'slow.',
    ),
    look: 'A session sends configurationDone after its breakpoint, and waits for the answer for smoke.timeout seconds.',
    fix: {
      any: [
        'dlv exec ./APP --headless --listen=127.0.0.1:0 --log --log-output=debugger,dap',
        '# run it again; when it comes back, report it to Delve with what dlv logged',
      ],
    },
    confused: [
      { with: 'breakpoint-not-hit', decides: 'There the program is let go, and does not stop.' },
      { with: 'dlv-bug', decides: 'There dlv ended.' },
    ],
  },
  'dap-wrapper-breaks-handshake': {
    meaning: p(
      'The Go extension starts dlv with `--log-dest=3`, so that the line with the address comes by the file descriptor 3. A wrapper',
      'script with sudo closes every descriptor above 2; dlv listens, and the editor never learns where. It ends with "timed out',
      'while waiting for DAP server to start".',
    ),
    look: p(
      'No look of delve-gate shows it: it starts dlv itself. A person looks at what go.alternateTools names, and whether it is a',
      'script with sudo.',
    ),
    fix: {
      ...unix(
        'file "$(command -v dlv)"',
        '# the extension has a way of its own: "asRoot": true with "console": "integratedTerminal" in launch.json',
        '# else in the wrapper: `exec sudo -C 4 "$DLV" --only-same-user=false "$@"`, where sudoers allows -C (closefrom_override)',
      ),
      windows: ['# no sudo there: start the editor as administrator, or attach from an elevated terminal'],
    },
    confused: [
      { with: 'dap-server-start-timeout', decides: 'The message is the same without a wrapper.' },
      { with: 'client-refused', decides: "A dlv that runs as root refuses the editor's user: --only-same-user=false." },
    ],
    from: 'golang/vscode-go#558 and #1424',
  },
  'listen-address-invalid': {
    meaning: p(
      'What `--listen` was given is no address: the port alone without a colon, a URL, a name with nothing after it. dlv says',
      '"listen tcp: address …: missing port in address". Also `-log` with one dash is read as `-l og`, and "og" is taken for the',
      'address.',
    ),
    look: 'No look of delve-gate shows it: it gives dlv an address of its own. A person reads the command line.',
    fix: {
      any: [
        'dlv exec --headless --listen=127.0.0.1:2345 ./APP',
        p(
          '# in a container: --listen=:2345, and publish it on the loopback alone: `docker run -p 127.0.0.1:2345:2345`; a free',
          'port: --listen=127.0.0.1:0',
        ),
      ],
    },
    confused: [
      { with: 'port-in-use', decides: 'There the address is right, and taken.' },
      { with: 'dlv-lacks-flag', decides: 'A unix: address needs Delve 1.22.1.' },
    ],
  },
  'stdin-not-a-terminal': {
    meaning: p(
      'dlv was started without `--headless` where there is no terminal: in CI, by a script, with a pipe. Its prompt could not be',
      'used there, so it ends: "Stdin is not a terminal, use \'-r\' …". A container needs `-it` for a prompt.',
    ),
    look: 'No look of delve-gate shows it: it starts dlv headless. A person looks whether the command has a terminal.',
    fix: {
      any: [
        'dlv exec --headless --listen=127.0.0.1:2345 ./APP',
        'dlv exec ./APP --allow-non-terminal-interactive=true --init COMMANDS.txt',
        '# in a container: `docker run -it …`, `kubectl exec -it …`',
      ],
    },
    confused: [{ with: 'remote-connection-refused', decides: 'A dlv that ended so is not there to be connected to.' }],
  },
  'port-in-use': {
    meaning: p(
      'The port that dlv, or the program, is to listen on is taken: mostly by a dlv or a debuggee of an earlier session that was',
      'not ended, or by a forwarded port. dlv says "couldn\'t start listener: … address already in use", on stdout. A dlv that was',
      'killed with SIGKILL leaves its program running, and that still holds its own port.',
    ),
    look: 'No look of delve-gate shows it: it lets the system choose the port. A person asks who holds it.',
    fix: {
      any: [
        '# end that one process by its number, and its child with it; or take a free port: --listen=127.0.0.1:0',
        '# nothing of the system listens on 2345: do not stop services for it',
      ],
      linux: ["ss -ltnp 'sport = :2345'", 'kill PID'],
      darwin: ['lsof -nP -iTCP:2345 -sTCP:LISTEN', 'kill PID'],
      windows: ['Get-NetTCPConnection -LocalPort 2345 -State Listen | Select-Object OwningProcess', 'Stop-Process -Id PID'],
    },
    confused: [
      { with: 'listen-address-invalid', decides: 'There the address itself is refused.' },
      { with: 'loopback-unusable', decides: 'There no port can be bound.' },
    ],
  },
};
