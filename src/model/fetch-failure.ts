/** Why modules could not be fetched, by the id of its cause. */
export type FetchFailure =
  | 'proxy-off'
  | 'module-checksum-mismatch'
  | 'git-missing'
  | 'module-tls-untrusted'
  | 'private-module-via-proxy'
  | 'module-download-blocked';

/** The first of these that fits. Texts of cmd/go, Go 1.21 to 1.27, and of git behind it. */
const SIGNS: readonly [FetchFailure, RegExp][] = [
  ['proxy-off', /module lookup disabled by GOPROXY=off/],
  ['module-checksum-mismatch', /checksum mismatch|SECURITY ERROR/],
  ['git-missing', /unable to resolve git version|"git": executable file not found/],
  ['module-tls-untrusted', /x509: |certificate signed by unknown authority|tls: failed to verify certificate/],
  [
    'private-module-via-proxy',
    /could not read Username|terminal prompts disabled|Permission denied \(publickey|Host key verification failed|Repository not found|remote: Not Found/,
  ],
  [
    'module-download-blocked',
    /dial tcp|no such host|connection refused|i\/o timeout|TLS handshake|proxyconnect|\b(?:403|404|407|410|502|503|504)\b|unexpected EOF|network is unreachable|exit status 128|invalid proxy URL|https fetch: Get/,
  ],
];

/** What kept the go command from fetching modules; undefined when nothing did. */
export function fetchFailure(text: string): FetchFailure | undefined {
  return SIGNS.find(([, sign]) => sign.test(text))?.[0];
}

/** The line that says so. */
export function fetchFailureLine(text: string, kind: FetchFailure): string | undefined {
  const sign = SIGNS.find(([each]) => each === kind)?.[1];
  return sign && text.split('\n').find((line) => sign.test(line));
}
