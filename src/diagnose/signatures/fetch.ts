import { certain, likely, near, possible, type Signature, says, silent } from '../signature.js';
import { FETCHING } from './context.js';
import { PROBES } from './probes.js';

const UNREACHABLE = /Could not resolve|timed out|Failed to connect|refused|unable to access/i;
const NETWORK = [PROBES.proxy];

/** How the go command fails to fetch modules. */
export const fetchSignatures: readonly Signature[] = [
  {
    example: 'Get https://golang.org/x/tools?go-get=1: dial tcp 192.0.2.1:443: i/o timeout',
    has: 'dial tcp',
    pattern:
      /(?:go-get=1|@v\/|@latest|@v\d|proxy\.golang|sum\.golang|goproxy|golang\.org|github\.com|gopkg\.in|unrecognized import path|go: )[^\n]{0,400}dial tcp[^\n]{0,200}(?:timeout|refused|no such host|unreachable|no route|misbehaving|failed|did not properly respond|temporary failure|reset|deadline)/i,
    tells: [likely('module-download-blocked')],
    decide: NETWORK,
    source: 'go command',
  },
  {
    example: 'https fetch failed: Get https://golang.org/x/tools?go-get=1: net/http: TLS handshake timeout',
    has: 'https fetch',
    pattern: /https fetch(?: failed)?: (?!Get [^\n]{0,400}x509)/,
    tells: [likely('module-download-blocked')],
    decide: NETWORK,
    source: 'go command',
  },
  {
    example: 'go: github.com/go-delve/delve@v1.27.2: Get "https://proxy.example.org/@v/v1.27.2.mod": net/http: TLS handshake timeout',
    has: ['get "http', 'get http'],
    pattern:
      /Get "?https?:[^\n"\s]{1,300}(?:@v\/|@latest|go-get=1|golang\.org|goproxy)[^\n"\s]{0,200}"?: (?!x509|tls: failed to verify)(?:net\/http: |EOF|proxyconnect|read tcp|unexpected EOF|context deadline|http2|remote error|stream error|dial|Proxy Auth|Forbidden|malformed|lookup|Bad Gateway|Service|Method Not Allowed|Too Many|Not Acceptable|Unauthorized|Internal Server|Gateway)/i,
    tells: [likely('module-download-blocked')],
    decide: NETWORK,
    source: 'go command',
  },
  {
    example:
      'go: github.com/go-delve/delve@v1.27.2: reading https://proxy.example.org/github.com/go-delve/delve/@v/v1.27.2.info: 403 Forbidden',
    has: 'reading http',
    pattern: /reading https?:\/\/[^\n]{1,300}: (?:403|405|407|429|5\d\d|401) /,
    tells: [likely('module-download-blocked')],
    decide: NETWORK,
    source: 'go command',
  },
  {
    example: 'unrecognized import path "golang.org/x/sys": parse https://golang.org/x/sys?go-get=1: no go-import meta tags ()',
    has: 'no go-import meta tags',
    pattern: /unrecognized import path "?(?:golang\.org|gopkg\.in|google\.golang\.org|go\.starlark\.net)[^\n]{1,300}no go-import meta tags/,
    tells: [likely('module-download-blocked')],
    decide: NETWORK,
    source: 'go command',
  },
  {
    example: "fatal: unable to access 'https://github.com/go-delve/delve/': Could not resolve host: github.com",
    has: 'fatal: unable to access ',
    pattern:
      /fatal: unable to access '[^'\n]{1,300}': (?:Could not resolve|Failed to connect|Connection (?:timed out|refused|reset)|Received HTTP code|OpenSSL SSL_connect|gnutls|Operation timed out|Empty reply|The requested URL returned error: (?:403|407|5))/i,
    tells: [likely('module-download-blocked', near(FETCHING))],
    decide: NETWORK,
    source: 'git, run by the go command',
  },
  {
    example: 'go: GOPROXY list is not the empty string, but contains no entries',
    has: ['goproxy', 'invalid proxy url'],
    pattern: /GOPROXY list is not the empty string|invalid proxy URL (?:missing scheme|scheme)|invalid GOPROXY/,
    tells: [likely('module-download-blocked')],
    decide: NETWORK,
    source: 'go command',
  },
  {
    example: 'go: example.org/x@v1.0.0: verifying module: checksum mismatch',
    has: 'checksum mismatch',
    pattern: /verifying (?:module|go\.mod|\S{1,200}@\S{1,100}): (?:[^\n]{0,100}: )?checksum mismatch/,
    tells: [certain('module-checksum-mismatch')],
    source: 'go command',
  },
  {
    example: 'SECURITY ERROR',
    has: 'security error',
    pattern: /^\s{0,8}SECURITY ERROR\s{0,4}$/,
    tells: [certain('module-checksum-mismatch', says(/go\.sum|checksum|sum\.golang/)), possible('module-checksum-mismatch')],
    source: 'go command',
  },
  {
    example: 'This download does NOT match an earlier download recorded in go.sum.',
    has: 'this download does not match',
    pattern: /This download does NOT match/,
    tells: [certain('module-checksum-mismatch')],
    source: 'go command',
  },
  {
    example: 'verifying git.example.org/x@v1.0.0: git.example.org/x@v1.0.0: reading https://sum.golang.org/lookup/x@v1.0.0: 410 Gone',
    has: '410 gone',
    pattern: /(?:reading|Get) "?https?:\/\/[^\n]{1,300}: 410 Gone/,
    tells: [certain('private-module-via-proxy')],
    source: 'go command',
  },
  {
    example: 'verifying git.example.org/x@v1.0.0: reading https://sum.golang.org/lookup/x@v1.0.0: 404 Not Found',
    has: '404 not found',
    pattern: /sum\.golang\.org\/lookup\/[^\n]{1,200}: 404 Not Found/,
    tells: [likely('private-module-via-proxy')],
    source: 'go command',
  },
  {
    example: "fatal: could not read Username for 'https://github.com': terminal prompts disabled",
    has: 'terminal prompts disabled',
    pattern: /could not read (?:Username|Password) for '[^'\n]{1,200}': terminal prompts disabled/,
    tells: [likely('private-module-via-proxy')],
    decide: [{ run: 'go env GOPRIVATE GONOPROXY GONOSUMDB', tells: 'empty: private-module-via-proxy' }],
    source: 'git, run by the go command',
  },
  {
    example: 'go: example.org/x@v1.0.0: invalid version: git ls-remote -q origin in /go/pkg/mod/cache/vcs/ab: exit status 128:',
    has: ['git ls-remote', 'git fetch', 'git init'],
    pattern: /git (?:ls-remote|fetch|init)[^\n]{0,300}exit status 128/,
    tells: [likely('private-module-via-proxy', silent(UNREACHABLE)), likely('module-download-blocked', says(UNREACHABLE))],
    decide: NETWORK,
    source: 'go command',
  },
  {
    example: 'x509: certificate signed by unknown authority',
    has: 'certificate signed by unknown authority',
    pattern: /certificate signed by unknown authority/,
    tells: [certain('module-tls-untrusted', near(FETCHING))],
    source: 'crypto/x509',
  },
  {
    example:
      'go: github.com/go-delve/delve/cmd/dlv@latest: Get "https://proxy.example.org/@latest": tls: failed to verify certificate: x509: certificate is not trusted',
    has: 'x509: ',
    pattern: /(?:@latest|@v\/|go-get=1|go: )[^\n]{0,400}x509: (?!certificate has expired)/,
    tells: [likely('module-tls-untrusted')],
    source: 'go command',
  },
  {
    example: 'SSL certificate problem: unable to get local issuer certificate',
    has: 'certificate',
    pattern: /SSL certificate problem|server certificate verification failed/,
    tells: [likely('module-tls-untrusted', near(FETCHING))],
    source: 'git, run by the go command',
  },
  {
    example: 'exec: "git": executable file not found in $PATH',
    has: ['git": executable file not found', 'git\\": executable file not found'],
    pattern: /"git\\?": executable file not found/,
    tells: [certain('git-missing')],
    source: 'go command',
  },
  {
    example: 'go: missing Git command. See https://golang.org/s/gogetcmd',
    has: 'missing git command',
    pattern: /missing Git command/,
    tells: [certain('git-missing')],
    source: 'go command',
  },
  {
    example: 'http: server gave HTTP response to HTTPS client',
    has: 'server gave http response to https client',
    pattern: /server gave HTTP response to HTTPS client/,
    tells: [likely('module-download-blocked', near(FETCHING))],
    decide: NETWORK,
    source: 'go command, with a GOPROXY or a host that speaks no TLS',
  },
  {
    example:
      'read "https://proxy.golang.org/golang.org/x/arch/@v/v0.11.0.zip": read tcp 10.0.0.2:41266->10.0.0.81:443: read: connection reset by peer',
    has: 'read tcp ',
    pattern: /(?:@v[\w+.-]{1,80}: |@v\/[^\s"]{1,200}"?: )read tcp \S{1,100}: /,
    tells: [likely('module-download-blocked')],
    decide: NETWORK,
    source: 'go command, cut off in the middle of a download',
  },
];
