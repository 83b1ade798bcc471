import { certain, likely, near, possible, type Signature, says, silent } from '../signature.js';
import { all } from './context.js';
import { PROBES } from './probes.js';

const REMOTE = [PROBES.remote, PROBES.portOwner];
const PROBED = /\bdlv\b|delve|:2345\b|:40000\b|debug/i;

/** Messages of clients that reach dlv over the network, and of what stops it there. */
export const remoteSignatures: readonly Signature[] = [
  {
    example:
      'closing connection from different user (127.0.0.1:56962): connections to localhost are only accepted from the same UNIX user for security reasons',
    has: 'accepted from the same unix user',
    pattern: /only accepted from the same UNIX user/,
    tells: [certain('client-refused')],
    source: 'dlv --only-same-user',
  },
  {
    example: 'Only connections from the same user that started this instance of Delve are allowed to connect. See --only-same-user.',
    has: 'see --only-same-user',
    pattern: /Only connections from the same user[^\n]{0,120}See --only-same-user/,
    tells: [certain('client-refused')],
    source: 'dlv --only-same-user',
  },
  {
    example: 'dial tcp 127.0.0.1:2345: connect: connection refused',
    has: 'connection refused',
    pattern: /(?:dial tcp|connect|Connecting|connection to)[^\n]{0,120}connection refused|Connection refused/i,
    tells: [
      likely(
        'remote-connection-refused',
        near(/dlv connect|error dialing|:(?:2345|2346|40000|38697|56268)\b|Failed to (?:attach|launch|continue)|remote debug/i),
      ),
      possible(
        'remote-connection-refused',
        all(near(/\bdlv\b|delve|API server listening|vim-go: /i), silent(/proxy\.golang|@v\/|go-get=1/)),
      ),
    ],
    decide: REMOTE,
    source: 'ECONNREFUSED',
  },
  {
    example: 'Failed to launch: Error: connect ECONNREFUSED 127.0.0.1:2345',
    has: 'econnrefused',
    pattern: /ECONNREFUSED/,
    tells: [
      likely(
        'remote-connection-refused',
        near(/\bdlv\b|delve|:(?:2345|2346|40000|38697|56268)\b|Failed to (?:attach|launch|continue)|debug|\bDAP\b|nvim/i),
      ),
      // 4711 is what editors write for debugServer: a debug adapter that somebody has to start.
      possible('launch-config-invalid', (_log, match) => /:4711\b/.test(match.input)),
      possible('remote-connection-refused', (_log, match) => /:4711\b/.test(match.input)),
    ],
    decide: REMOTE,
    source: 'Node, Neovim',
  },
  {
    example: 'dial tcp 127.0.0.1:2345: connectex: No connection could be made because the target machine actively refused it.',
    has: 'connectex: ',
    pattern:
      /dial tcp [^\n]{1,80}: connectex: (?:No connection could be made|Es konnte keine Verbindung|Aucune connexion n|No se puede establecer|由于目标计算机积极拒绝|Подключение не установлено|対象のコンピューターによって拒否|Nenhuma conex)/,
    tells: [
      likely('remote-connection-refused', silent(/@v\/|go-get=1|proxy\.golang|unrecognized import path/)),
      likely('module-download-blocked', says(/@v\/|go-get=1|proxy\.golang|unrecognized import path/)),
    ],
    decide: REMOTE,
    source: 'Windows, error 10061',
  },
  {
    example: 'Could not connect to localhost:2345',
    has: 'could',
    pattern: /Could(?: not|n't) connect to (?:localhost|127\.0\.0\.1|remote|[\w.-]{1,80}):\d{2,5}/i,
    tells: [likely('remote-connection-refused', near(/\bdlv\b|delve|debug|:(?:2345|2346|40000|38697|56268)\b|DAP/i))],
    decide: REMOTE,
    source: 'GoLand, Neovim',
  },
  {
    example: 'error dialing 10.0.0.7:2345: dial tcp 10.0.0.7:2345: i/o timeout',
    has: 'dial tcp ',
    pattern:
      /dial tcp (?:\[?[\w.:-]{1,60}\]?):(?:2345|2346|40000|38697|56268|4000)[^\n]{0,40}(?:i\/o timeout|no route to host|connection timed out|did not properly respond|operation timed out)/,
    tells: [possible('firewall-blocks-dlv'), possible('remote-connection-refused')],
    decide: REMOTE,
    source: 'dlv connect',
  },
  {
    example: 'connect ETIMEDOUT 10.0.0.7:2345',
    has: ['etimedout', 'ehostunreach'],
    pattern: /(?:ETIMEDOUT|EHOSTUNREACH) [\w.:]{1,60}:(?:2345|2346|40000|38697|56268)/,
    tells: [possible('firewall-blocks-dlv'), possible('remote-connection-refused')],
    decide: REMOTE,
    source: 'Node',
  },
  {
    example: 'Windows Defender Firewall has blocked some features of dlv.exe on all public and private networks.',
    has: 'firewall',
    pattern: /firewall[^\n]{0,80}(?:block|drop|reject|den)[^\n]{0,80}/i,
    tells: [likely('firewall-blocks-dlv', near(/\bdlv\b|delve|:2345\b/i))],
    decide: REMOTE,
    source: 'Windows',
  },
  {
    example: 'Unknown API version: 3',
    has: 'unknown api version',
    pattern: /unknown API version/i,
    tells: [certain('api-version-mismatch')],
    source: 'dlv',
  },
  {
    example: "rpc: can't find method RPCServer.GetVersion",
    has: "rpc: can't find ",
    pattern: /rpc: can't find (?:method|service) \w{0,20}RPC\w{0,20}/i,
    tells: [likely('api-version-mismatch')],
    decide: [PROBES.apiVersion],
    source: 'net/rpc',
  },
  {
    example: 'json: cannot unmarshal number into Go value of type rpc2.CreateBreakpointIn',
    has: 'cannot unmarshal ',
    pattern: /cannot unmarshal \w{1,20} into Go (?:value|struct field)[^\n]{0,60}\b(?:rpc[12]|api)\.\w/,
    tells: [likely('api-version-mismatch')],
    decide: [PROBES.apiVersion],
    source: 'dlv',
  },
  {
    example: 'API version mismatch: the server speaks 1, the client wants 2',
    has: 'api version',
    pattern:
      /(?:mismatch|unsupported|wrong|incompatible)[^\n]{0,40}API version|API version[^\n]{0,40}(?:mismatch|unsupported|not supported|incompatible)/i,
    tells: [likely('api-version-mismatch', near(/\bdlv\b|delve|debug/i))],
    decide: [PROBES.apiVersion],
  },
  {
    example: 'Error on CreateBreakpoint',
    has: 'error on createbreakpoint',
    pattern: /Error on CreateBreakpoint/,
    tells: [possible('path-mapping'), possible('api-version-mismatch')],
    decide: [PROBES.apiVersion, PROBES.fileList],
    source: 'the old VS Code adapter',
  },
  {
    example: 'error layer=rpc rpc: connection closed: EOF, the headless server has exited',
    has: 'layer=rpc',
    pattern: /layer=rpc[^\n]{0,100}(?:EOF|closed network connection|connection reset)/,
    tells: [possible('headless-exits-after-first-client')],
    decide: [{ run: 'ps ax | grep "[d]lv.*headless"', tells: 'no --accept-multiclient: headless-exits-after-first-client' }],
    source: 'dlv --headless',
  },
  {
    example: 'Could not connect: server closed the connection; dlv exited after the first client without --accept-multiclient',
    has: 'accept-multiclient',
    pattern: /(?:exit|clos|end|disconnect)[^\n]{0,100}--accept-multiclient|not connected to an --accept-multiclient server/i,
    tells: [likely('headless-exits-after-first-client')],
    source: 'dlv',
  },
  {
    example: 'Container app failed liveness probe, will be restarted',
    has: 'liveness probe',
    pattern: /(?:failed liveness probe, will be restarted|Liveness probe failed)/i,
    tells: [likely('probe-restarts-debuggee', near(PROBED))],
    decide: [PROBES.probes],
    source: 'kubelet',
  },
  {
    example: 'Warning  Unhealthy  12s  kubelet  Readiness probe failed: dial tcp 10.1.0.7:2345: connect: connection refused',
    has: 'probe failed',
    pattern: /(?:Readiness|Startup) probe failed/i,
    tells: [possible('probe-restarts-debuggee', near(/\bdlv\b|delve|:2345\b|:40000\b/i))],
    decide: [PROBES.probes],
    source: 'kubelet',
  },
  {
    example: 'read tcp 127.0.0.1:56962->127.0.0.1:2345: read: connection reset by peer',
    has: 'connection reset by peer',
    pattern: /:(?:2345|2346|40000|38697|56268): (?:read: )?connection reset by peer/,
    tells: [possible('client-refused'), possible('headless-exits-after-first-client'), possible('api-version-mismatch')],
    decide: REMOTE,
    source: 'dlv connect',
  },
  {
    example: 'Command failed: json: cannot unmarshal object into Go value of type string',
    has: 'command failed: json: cannot unmarshal',
    pattern: /Command failed: json: cannot unmarshal/,
    tells: [likely('api-version-mismatch')],
    decide: [PROBES.apiVersion],
    source: 'dlv connect',
  },
  {
    example: 'Connection refused: getsockopt: localhost/127.0.0.1:49877',
    has: 'connection refused: getsockopt: localhost/',
    pattern: /Connection refused: getsockopt: localhost\//,
    tells: [possible('remote-connection-refused'), possible('dlv-too-old-for-go'), possible('dlv-does-not-start')],
    decide: [PROBES.allDlv],
    source: 'GoLand: the dlv that it started has ended',
  },
  {
    example: 'an error occurred forwarding 40000 -> 40000: error forwarding port 40000 to pod 10b0190afd, uid : exit status 1',
    has: 'an error occurred forwarding ',
    pattern: /an error occurred forwarding \d{1,5} -> \d{1,5}: /,
    tells: [likely('remote-connection-refused', near(/\b(?:2345|2346|40000|38697|56268)\b|dlv|delve/))],
    decide: REMOTE,
    source: 'kubectl port-forward: nothing listens on that port in the pod',
  },
  {
    example: 'curl: (52) Empty reply from server',
    has: 'empty reply from server',
    pattern: /Empty reply from server/,
    tells: [likely('headless-exits-after-first-client', near(/--headless|API server listening at/))],
    decide: REMOTE,
    source: 'curl, sent to the port of dlv',
  },
  {
    example: "'remote' mode with 'dlv-dap' debugAdapter must connect to an external `dlv --headless` server @ v1.7.3 or later",
    has: 'must connect to an external `dlv --headless` server',
    pattern: /must connect to an external `dlv --headless` server @ v1\.7\.3 or later/,
    tells: [possible('api-version-mismatch'), possible('launch-config-invalid'), possible('remote-connection-refused')],
    decide: [PROBES.apiVersion, PROBES.remote],
    source: 'VS Code in 2022',
  },
  {
    example: 'dial unix /tmp/dlv.sock: connect: no such file or directory',
    has: 'dial unix ',
    pattern: /dial unix \S{1,200}: connect: (?:no such file or directory|connection refused|permission denied)/,
    tells: [likely('remote-connection-refused', near(/\bdlv\b|delve/i))],
    source: 'dlv connect unix:…',
  },
];
