import { type About, p, unix } from './about.js';

/** Whether modules come, and are the right ones. */
export const downloadAbout: Record<string, About> = {
  'module-download-blocked': {
    meaning: p(
      'The go command cannot fetch a module: the proxy is not reached, or answers with an error. Names do not resolve, a firewall',
      'or a company\'s own proxy stands between, or that proxy does not carry the module. Reproducible errors like "403 Forbidden"',
      'and "410 Gone" are answers of the proxy, not of the network.',
    ),
    look: p(
      "What go install of dlv, and the project's own builds, said is read for failed connections and for HTTP errors. delve-gate asks",
      'no proxy by itself.',
    ),
    fix: {
      any: ['# GOPROXY=direct is seldom a cure: it needs git and a way to every host of every module'],
      ...unix(
        'go env GOPROXY GONOPROXY',
        "env | grep -i -E '^(https?|no)_proxy='",
        'go mod download -x github.com/go-delve/delve@latest',
        'export GOPROXY=https://proxy.example.org,direct',
      ),
      windows: [
        'go env GOPROXY GONOPROXY',
        'Get-ChildItem Env:*_PROXY',
        'go mod download -x github.com/go-delve/delve@latest',
        '$env:GOPROXY = "https://proxy.example.org,direct"',
      ],
    },
    confused: [
      { with: 'module-tls-untrusted', decides: 'There the proxy is reached, and its certificate is not trusted: "x509".' },
      { with: 'proxy-off', decides: 'There nothing is asked: "module lookup disabled by GOPROXY=off".' },
      { with: 'private-module-via-proxy', decides: 'There one private module is missing, and all public ones come.' },
      { with: 'git-missing', decides: 'There "git" stands in the message: executable file not found.' },
    ],
  },
  'module-checksum-mismatch': {
    meaning: p(
      'What was downloaded does not have the checksum that go.sum or the checksum database knows for that version. Somebody moved a',
      'tag after it was used, a proxy changed or damaged what it passes on, or the module cache is damaged. That is what the',
      'database is for: to turn it off installs the unknown thing.',
    ),
    look: 'What go install of dlv, and the project\'s own builds, said is read for "checksum mismatch" and "SECURITY ERROR".',
    fix: {
      any: [
        'go env GOPROXY GOSUMDB',
        'go clean -modcache',
        'go mod download -x github.com/go-delve/delve@latest',
        p(
          '# the same again: another network or proxy, or tell those who run the proxy; where go.sum of your project is named and a',
          'maintainer moved the tag, take the next version',
        ),
      ],
    },
    confused: [
      {
        with: 'module-cache-modified',
        decides: 'There the files were right when they came, and were changed on this disk: `go mod verify` tells.',
      },
      {
        with: 'private-module-via-proxy',
        decides: 'There the database does not know the module at all (404, 410), and nothing mismatches.',
      },
      { with: 'checksum-database-off', decides: 'That is what people do about this message, and must not.' },
    ],
  },
  'module-tls-untrusted': {
    meaning: p(
      "The proxy or the module's host answers with a certificate that this machine does not trust. Mostly a company's gateway opens",
      'TLS and signs anew with a certificate of its own, which is not in the store of this machine or container. Small images have',
      'no store at all.',
    ),
    look: 'What go install of dlv, and the project\'s own builds, said is read for the words of Go about certificates ("x509").',
    fix: {
      any: ['# do not switch the check off by GOINSECURE or GOSUMDB=off'],
      linux: [
        p(
          'openssl s_client -connect proxy.example.org:443 -servername proxy.example.org </dev/null | openssl x509 -noout -issuer',
          '-dates',
        ),
        'sudo cp COMPANY-CA.crt /usr/local/share/ca-certificates/ && sudo update-ca-certificates',
        p(
          '# an image without a store: `apk add ca-certificates`, `apt-get install ca-certificates`; for one shell: `export',
          'SSL_CERT_FILE=COMPANY-CA.pem`',
        ),
      ],
      darwin: ['sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain COMPANY-CA.crt'],
      windows: ['Import-Certificate -FilePath .\\COMPANY-CA.crt -CertStoreLocation Cert:\\CurrentUser\\Root'],
    },
    confused: [
      { with: 'clock-wrong', decides: '"certificate has expired or is not yet valid": look at `date` first.' },
      {
        with: 'module-download-blocked',
        decides: 'Without "x509" or "certificate" in the message the network or the proxy is the matter.',
      },
    ],
  },
  'private-module-via-proxy': {
    meaning: p(
      'A private module is asked for at the public proxy or the public checksum database, which cannot know it: "404 Not Found" or',
      '"410 Gone", often with "fatal: could not read Username" from git behind it. Public modules come without trouble. The name of',
      'the private module has been told to the outside by then.',
    ),
    look: p(
      "What the project's builds said is read for git's words about credentials. Where a proxy only says 404, nothing tells a private",
      'module from one that is gone: a person looks at the path in the message, and at GOPRIVATE.',
    ),
    fix: {
      any: ['go env GOPRIVATE GONOPROXY GONOSUMDB'],
      ...unix(
        "export GOPRIVATE='git.example.org/*'",
        'git ls-remote https://git.example.org/team/module',
        p(
          '# git needs a login: `GIT_TERMINAL_PROMPT=1`, a .netrc, or `git config --global',
          'url."ssh://git@git.example.org/".insteadOf https://git.example.org/`',
        ),
      ),
      windows: ['$env:GOPRIVATE = "git.example.org/*"', 'git ls-remote https://git.example.org/team/module'],
    },
    confused: [
      { with: 'module-checksum-mismatch', decides: 'There the checksum is known, and another; here it is not known.' },
      { with: 'module-download-blocked', decides: 'There public modules fail alike.' },
      { with: 'checksum-database-off', decides: 'GOPRIVATE=* is no cure: it takes the check from every module.' },
    ],
  },
  'git-missing': {
    meaning: p(
      "A module is to be fetched from its repository, since GOPROXY says direct, or GOPRIVATE names it, and there is no git: 'exec:",
      '"git": executable file not found\'. Slim images have none. The module proxy needs no git.',
    ),
    look: "What go install of dlv, and the project's own builds, said is read for git as the executable that was not found.",
    fix: {
      any: ['go env GOPROXY GOPRIVATE'],
      linux: ['sudo apt-get install git', '# Alpine: `apk add git`; or let public modules come by a proxy: `go env -u GOPROXY`'],
      darwin: ['xcode-select --install'],
      windows: ['winget install --id Git.Git'],
    },
    confused: [
      { with: 'module-download-blocked', decides: 'There git or HTTP is there, and does not get through.' },
      { with: 'vcs-stamping-fails', decides: 'There the modules are there, and go build wants to ask git for the state of the project.' },
    ],
  },
};
