// Sixty rules for a document of `go env -json`, as a policy of ours and as Rego for conftest: one table, so that both say the same.

/** Variable, part of a rule, what it asks. A machine of an empty HOME and nobody's settings keeps to all of them. */
export const RULES = [
  ['CC', 'no-spaces', true],
  ['CC', 'not', ['clang-3', 'tcc']],
  ['CGO_CFLAGS', 'ascii', true],
  ['CGO_CFLAGS', 'matches', '-g'],
  ['CGO_CPPFLAGS', 'equals', ''],
  ['CGO_CXXFLAGS', 'matches', '-g'],
  ['CGO_ENABLED', 'one-of', ['0', '1']],
  ['CGO_LDFLAGS', 'not', ['-s', '-w', '-s -w']],
  ['CXX', 'no-spaces', true],
  ['GCCGO', 'no-spaces', true],
  ['GO111MODULE', 'one-of', ['', 'on', 'auto']],
  ['GOARCH', 'one-of', ['amd64', 'arm64', '386', 'riscv64', 's390x', 'ppc64le', 'loong64']],
  ['GOBIN', 'absolute', true],
  ['GOBIN', 'not-under', ['/etc', '/usr/bin', '/bin']],
  ['GOBIN', 'single', true],
  ['GOCACHE', 'absolute', true],
  ['GOCACHE', 'no-spaces', true],
  ['GOCACHE', 'not', ['off', '']],
  ['GOCACHE', 'single', true],
  ['GOENV', 'not', ['', '/dev/null']],
  ['GOENV', 'not-under', ['/etc', '/usr/local/go']],
  ['GOEXE', 'one-of', ['', '.exe', '.wasm']],
  ['GOEXPERIMENT', 'equals', ''],
  ['GOFLAGS', 'equals', ''],
  ['GOFLAGS', 'ascii', true],
  ['GOFLAGS', 'not', ['-trimpath', '-mod=mod', '-mod=vendor', '-ldflags=-s', '-ldflags=-w']],
  ['GOGCCFLAGS', 'ascii', true],
  ['GOHOSTARCH', 'matches', '^[a-z0-9]+$'],
  ['GOHOSTOS', 'one-of', ['linux', 'darwin', 'windows', 'freebsd']],
  ['GOINSECURE', 'equals', ''],
  ['GOMODCACHE', 'absolute', true],
  ['GOMODCACHE', 'no-spaces', true],
  ['GOMODCACHE', 'not-under', ['/etc', '/usr/local/go']],
  ['GOMODCACHE', 'single', true],
  ['GONOPROXY', 'equals', ''],
  ['GONOSUMDB', 'not', ['*', '**']],
  ['GOOS', 'one-of', ['linux', 'darwin', 'windows', 'freebsd']],
  ['GOPATH', 'absolute', true],
  ['GOPATH', 'ascii', true],
  ['GOPATH', 'no-spaces', true],
  ['GOPATH', 'not', ['', '/']],
  ['GOPATH', 'not-under', ['/etc', '/usr/local/go']],
  ['GOPATH', 'single', true],
  ['GOPRIVATE', 'not', ['*', '**']],
  ['GOPROXY', 'matches', '^(https://|off$|direct$)'],
  ['GOPROXY', 'no-spaces', true],
  ['GOPROXY', 'not', ['', 'off']],
  ['GOROOT', 'absolute', true],
  ['GOROOT', 'ascii', true],
  ['GOROOT', 'no-spaces', true],
  ['GOROOT', 'single', true],
  ['GOSUMDB', 'matches', '^sum\\.golang\\.(org|google\\.cn)$'],
  ['GOSUMDB', 'not', ['off', '']],
  ['GOTMPDIR', 'absolute', true],
  ['GOTOOLCHAIN', 'matches', '^(local|auto|path|go1\\.[0-9]+(\\.[0-9]+)?([+](auto|path))?)$'],
  ['GOTOOLDIR', 'absolute', true],
  ['GOVCS', 'equals', ''],
  ['GOVERSION', 'matches', '^go1\\.[0-9]+'],
  ['GOWORK', 'no-spaces', true],
  ['PKG_CONFIG', 'no-spaces', true],
];

/** What is wrong with a document, rule by rule; what both must find. Each breaks other kinds of rules. */
export const FAULTS = {
  'nothing is wrong': {},
  'flags that strip, a proxy that is off': { GOFLAGS: '-trimpath', GOPROXY: 'off', GOSUMDB: 'off', CGO_LDFLAGS: '-s -w', GONOSUMDB: '*' },
  'folders that are relative, several, or of the system': {
    GOPATH: '/etc/go:relative path',
    GOBIN: 'bin',
    GOMODCACHE: '/usr/local/go/pkg',
    GOCACHE: 'off',
  },
  'values beyond ASCII': { GOROOT: '/opt/gö', GOFLAGS: '-tags=ü', GOPATH: '/home/ü/go', CGO_CFLAGS: '-O2 “-g”' },
  'values that no rule knows': {
    GOOS: 'plan9',
    GOARCH: 'mips',
    GOVERSION: 'devel',
    GOTOOLCHAIN: 'go1',
    GOHOSTOS: 'plan9',
    CGO_ENABLED: 'yes',
    GO111MODULE: 'off',
  },
  'nothing where something is needed': Object.fromEntries([...new Set(RULES.map(([name]) => name))].map((name) => [name, ''])),
};

/** As a policy. JSON is YAML, and quotes as YAML does. */
export function asPolicy() {
  const lines = ['version: 1', 'env:'];
  let last = '';
  for (const [variable, part, value] of RULES) {
    if (variable !== last) lines.push(`  ${variable}:`);
    lines.push(`    ${part}: ${JSON.stringify(value)}`);
    last = variable;
  }
  return `${lines.join('\n')}\n`;
}

const entries = (input) => `split(${input}, ":")`;
const quoted = (value) => JSON.stringify(value);

/** When a rule does not hold, in Rego. Lists are split by `:`, and an empty value has no entries. */
const BROKEN = {
  equals: (input, value) => `${input} != ${quoted(value)}`,
  'one-of': (input, value) => `not ${input} in {${value.map(quoted).join(', ')}}`,
  not: (input, value) => `${input} in {${value.map(quoted).join(', ')}}`,
  matches: (input, value) => `not regex.match(${quoted(value)}, ${input})`,
  'no-spaces': (input) => `regex.match(${quoted('\\s')}, ${input})`,
  ascii: (input) => `not regex.match(${quoted('^[\\x20-\\x7e]*$')}, ${input})`,
  single: (input) => `count(${entries(input)}) > 1`,
  absolute: (input) => `${input} != ""; some entry in ${entries(input)}; not startswith(entry, "/")`,
  'not-under': (input, value) =>
    `some entry in ${entries(input)}; some folder in [${value.map(quoted).join(', ')}]; startswith(concat("", [entry, "/"]), concat("", [folder, "/"]))`,
};

/** As Rego: a rule for each, as its authors would write it. */
export function asRego() {
  const rules = RULES.map(([variable, part, value]) => {
    const input = `input.${variable}`;
    const message = `sprintf("${variable}.${part}: %s", [${input}])`;
    return `deny contains msg if {\n\t${BROKEN[part](input, value).replaceAll('; ', '\n\t')}\n\tmsg := ${message}\n}`;
  });
  return `package main\n\nimport rego.v1\n\n${rules.join('\n\n')}\n`;
}
