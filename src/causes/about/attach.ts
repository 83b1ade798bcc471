import { type About, p, unix } from './about.js';

/** Whether dlv can attach, and a client reach it. */
export const attachAbout: Record<string, About> = {
  'already-being-debugged': {
    meaning: p(
      'A process can have one tracer. Another dlv, strace, gdb, a profiler or a security product holds it already, and dlv says',
      '"already being debugged by pid …". A dlv of an earlier session that hangs is the usual one.',
    ),
    look: 'No look of delve-gate shows it: it attaches to a program of its own. Delve reads TracerPid in /proc/PID/status.',
    fix: {
      linux: ['grep TracerPid /proc/PID/status', 'ps -o pid,user,args -p TRACER', 'kill TRACER'],
      darwin: ["ps -axo pid,user,args | grep -E 'debugserver|dlv'", 'kill TRACER'],
      windows: ['Get-Process dlv', 'Stop-Process -Id TRACER', '# ends the process that it debugs, too'],
    },
    confused: [
      { with: 'attach-not-permitted', decides: 'There TracerPid is 0.' },
      { with: 'ptrace-scope-yama', decides: 'Where the scope is not 0, dlv names Yama instead.' },
    ],
  },
  'no-such-process': {
    meaning: p(
      'There is no process with that number: it has ended, was restarted under another number, or lives in another PID namespace.',
      'In a container the numbers are others than on the host; an editor in one place and dlv in the other mean different',
      'processes.',
    ),
    look: 'No look of delve-gate shows it: it attaches to a program of its own. A person lists the processes from where dlv runs.',
    fix: {
      ...unix(
        'ps -e -o pid,args | grep APP',
        'dlv attach --waitfor ./APP',
        p(
          '# in a container: `docker top CONTAINER`, `docker exec CONTAINER ps`; the program and dlv in one PID namespace: `docker',
          'run --pid=container:NAME …`',
        ),
      ),
      windows: ['Get-Process APP', '# in launch.json "processId": "${command:pickProcess}" asks each time'],
    },
    confused: [
      { with: 'attach-not-permitted', decides: "There the process exists, and is another's." },
      { with: 'probe-restarts-debuggee', decides: 'Where the number changes again and again, something restarts the program.' },
    ],
  },
  'client-refused': {
    meaning: p(
      'dlv listens on the loopback, and closes a connection that comes from another user of the machine: whoever speaks to dlv runs',
      'code as the one who started it. The client sees only that the connection ended. It happens with a dlv under sudo and an',
      'editor that is not, and with an ssh tunnel of another user. The check exists on Linux only.',
    ),
    look: p(
      'No look of delve-gate shows it: it is the same user. dlv writes "closing connection from different user" to its own output;',
      'it finds the user in /proc/net/tcp.',
    ),
    fix: {
      linux: [
        'ps -o user,args -C dlv',
        p(
          '# run dlv as the user of the editor; where it has to be root, on a machine that nobody else uses: dlv exec --headless',
          '--only-same-user=false ./APP',
        ),
      ],
      darwin: ['# dlv on macOS has no such check: look for a firewall, or for a client that speaks another protocol'],
      windows: ['# dlv on Windows has no such check: look for a firewall, or for a client that speaks another protocol'],
    },
    confused: [
      { with: 'remote-connection-refused', decides: 'There nothing accepts; here the connection is made, and closed at once.' },
      { with: 'firewall-blocks-dlv', decides: 'There dlv prints nothing at all.' },
    ],
  },
  'remote-connection-refused': {
    meaning: p(
      'Nothing listens at the address that the client dials, as seen from the client. dlv listens on 127.0.0.1 within the',
      'container, the port is not published, the port is another one, or dlv has ended: "API server listening" comes before the',
      'program is started, so it proves nothing. A headless dlv without --accept-multiclient takes one connection; a health check',
      'or a port probe uses it up, and every later client is refused though dlv still runs.',
    ),
    look: 'No look of delve-gate shows it: it dials its own dlv. A person connects from where the client is.',
    fix: {
      any: ['# do not publish the port to the network: a client of dlv can run anything'],
      ...unix(
        'nc -zv HOST PORT',
        '# that probe takes the only connection of a dlv without --accept-multiclient: start dlv again after it',
        'docker run -p 127.0.0.1:2345:2345 IMAGE dlv exec --headless --listen=:2345 --accept-multiclient ./APP',
        '# or a tunnel: `ssh -NL 2345:127.0.0.1:2345 USER@HOST`, `kubectl port-forward POD 2345`',
      ),
      windows: [
        'Test-NetConnection HOST -Port PORT',
        '# that probe takes the only connection of a dlv without --accept-multiclient: start dlv again after it',
        'docker run -p 127.0.0.1:2345:2345 IMAGE dlv exec --headless --listen=:2345 --accept-multiclient ./APP',
      ],
    },
    confused: [
      { with: 'firewall-blocks-dlv', decides: 'There the client waits until it gives up; "refused" at once is this.' },
      { with: 'client-refused', decides: 'There the connection is accepted, and closed.' },
      { with: 'port-in-use', decides: 'There dlv did not get the port, and ended.' },
      { with: 'headless-exits-after-first-client', decides: 'There a client was connected before.' },
    ],
  },
  'api-version-mismatch': {
    meaning: p(
      "The client and the server speak different versions of dlv's JSON-RPC interface. Version 1 is old: servers of its time spoke",
      'it unless they were started with --api-version=2, and Delve since 1.24.0 knows 2 alone ("unknown API version"). A client',
      'that speaks DAP to a server before 1.7.3, or HTTP or WebSocket to any, is not understood either.',
    ),
    look: p(
      'No look of delve-gate shows it: both sides are its own. A person reads the command line of the server and the version of',
      'dlv.',
    ),
    fix: {
      any: [
        'dlv version',
        'dlv exec --headless --api-version=2 --listen=127.0.0.1:2345 ./APP',
        '# in launch.json remove "apiVersion"; it means something to the old adapter only',
        'go install github.com/go-delve/delve/cmd/dlv@latest',
      ],
    },
    confused: [
      { with: 'remote-connection-refused', decides: 'There nobody answers.' },
      { with: 'dlv-lacks-flag', decides: '--api-version=1 with a Delve of today is refused at the start.' },
    ],
  },
  'firewall-blocks-dlv': {
    meaning: p(
      "A packet filter drops or rejects what goes to dlv's port: nftables, a cloud's security group, a NetworkPolicy, the Windows",
      'firewall, a VPN or security product that filters the loopback as well. dlv listens and says so; the client waits until it',
      'gives up.',
    ),
    look: p(
      'A port of 127.0.0.1 is listened on and connected to; a connection that is refused, reset or not answered within 700 ms was',
      "filtered. Filters between two machines are not seen: a person connects from the client's side.",
    ),
    fix: {
      linux: [
        "ss -ltn 'sport = :2345'",
        'sudo nft list ruleset',
        '# a tunnel needs no open port: `ssh -NL 2345:127.0.0.1:2345 USER@HOST`; on one machine: --listen=unix:$HOME/dlv.sock',
      ],
      darwin: [
        '/usr/libexec/ApplicationFirewall/socketfilterfw --getglobalstate',
        '# a tunnel needs no open port: `ssh -NL 2345:127.0.0.1:2345 USER@HOST`',
      ],
      windows: [
        'Test-NetConnection HOST -Port 2345',
        "Get-NetFirewallRule -DisplayName '*dlv*' | Format-Table DisplayName, Enabled, Action",
        '# allow dlv.exe for private networks when Windows asks, or use a tunnel; do not turn the firewall off',
      ],
    },
    confused: [
      {
        with: 'remote-connection-refused',
        decides: '"connection refused" at once is nobody listening; a wait until the end is a filter that drops.',
      },
      { with: 'loopback-unusable', decides: 'There 127.0.0.1 itself is not to be had.' },
    ],
  },
};
