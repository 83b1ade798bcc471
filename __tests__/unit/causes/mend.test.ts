import { describe, expect, it } from '@jest/globals';
import { CAUSES, edited, judge } from '../../../src/causes/index.js';
import { emptied, firstRelease, quotedVersion, withFlags, withoutStripping } from '../../../src/causes/mend.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { healthy } from '../../support/facts.js';

describe('flags that strip', () => {
  it.each([
    ['  GOFLAGS: -ldflags=-s', '  GOFLAGS: ""'],
    ['      GOFLAGS: -trimpath -ldflags=-w -mod=mod', '      GOFLAGS: -trimpath -mod=mod'],
    [`GOFLAGS: "'-ldflags=-s -w' -v" # small`, 'GOFLAGS: "-v" # small'],
    [`GOFLAGS: "'-ldflags=-s -w -X main.v=1'"`, `GOFLAGS: "'-ldflags=-X main.v=1'"`],
    [`  GOFLAGS: '-ldflags=all=-s'`, '  GOFLAGS: ""'],
    [`  GOFLAGS: '''-ldflags=-s -X=a=b'''`, `  GOFLAGS: "-ldflags=-X=a=b"`],
    ['- GOFLAGS: --ldflags=-s=true', '- GOFLAGS: ""'],
  ])('%s becomes %s', (was, becomes) => {
    expect(withFlags(withoutStripping)(was)).toBe(becomes);
  });

  it.each([
    ['holds none', '  GOFLAGS: -trimpath'],
    ['says no', '  GOFLAGS: -ldflags=-s=false'],
    ['is another variable', '  CGO_LDFLAGS: -ldflags=-s'],
    ['is an expression', '  GOFLAGS: "-ldflags=-s ${{ env.MORE }}"'],
    ['is a block', '  GOFLAGS: >-'],
    ['is an anchor', '  GOFLAGS: &flags -ldflags=-s'],
    ['holds escapes', '  GOFLAGS: "-ldflags=-s\\t-v"'],
    ['is a flow', '  env: { GOFLAGS: -ldflags=-s }'],
    ['is a shell', '  run: GOFLAGS=-ldflags=-s go build'],
    ['has a Windows line end', '  GOFLAGS: -ldflags=-s\r'],
  ])('are left where the line %s', (_why, line) => {
    expect(withFlags(withoutStripping)(line)).toBeUndefined();
  });
});

it.each([
  ['  GOROOT: /opt/go', '  GOROOT: ""'],
  ["  GOROOT: '/opt/go' # why", '  GOROOT: "" # why'],
  ['  GOROOT: C:\\go', '  GOROOT: ""'],
  ['  GOROOT: ""', undefined],
  ['  GOPATH: /opt/go', undefined],
])('%s is emptied: %s', (was, becomes) => {
  expect(emptied('GOROOT')(was)).toBe(becomes);
});

it.each([
  ['go 1.26', 'go 1.26.0'],
  ['go 1.26 // why', 'go 1.26.0 // why'],
  ['toolchain go1.26', 'toolchain go1.26.0'],
  ['go 1.20', undefined],
  ['go 1.26.3', undefined],
  // Nobody knows whether there will be one.
  ['go 1.99', undefined],
])('%s names the first release: %s', (was, becomes) => {
  expect(firstRelease(was)).toBe(becomes);
});

/** What is found where a workflow sets a variable on its line 7. */
function found(name: string, value: string, text: string | undefined) {
  const facts = healthy();
  const place = { file: '/w/.github/workflows/ci.yml', line: 7, column: 3 };
  if (facts.go && 'value' in facts.go.env) facts.go.env.value[name] = value;
  if (facts.go) facts.go.origins[name] = { source: 'environment', written: value, place, ...(text === undefined ? {} : { text }) };
  facts.builds.push({
    subject: './cmd/app',
    ours: false,
    package: './cmd/app',
    ok: true,
    output: '',
    ms: 1,
    binary: { path: '/b', format: 'elf', os: 'linux', arch: 'amd64', debugInfo: false, dynamic: false, go: 'go1.26.8', settings: {} },
  });
  const { policy } = loadPolicy('version: 1\n', 'delve-gate.yml', []);
  return judge({ facts, policy, policyAt: () => undefined });
}

describe('a finding', () => {
  it('carries what becomes of its line', () => {
    const [first] = found('GOFLAGS', '-ldflags=-s -v', '  GOFLAGS: -ldflags=-s -v');
    expect(first).toMatchObject({
      cause: 'debug-info-stripped',
      location: { file: '/w/.github/workflows/ci.yml', line: 7 },
      edit: { file: '/w/.github/workflows/ci.yml', line: 7, was: '  GOFLAGS: -ldflags=-s -v', becomes: '  GOFLAGS: -v' },
    });
  });

  it.each([
    ['the line is not known', undefined],
    ['the line is longer than people write', `  GOFLAGS: -ldflags=-s ${'-v '.repeat(200)}`],
  ])('carries none where %s', (_why, text) => {
    const [first] = found('GOFLAGS', '-ldflags=-s', text);
    expect(first?.cause).toBe('debug-info-stripped');
    expect(first).not.toHaveProperty('edit');
  });

  it('is never mended into a line that stays', () => {
    const [cause] = CAUSES.filter(({ id }) => id === 'trimpath');
    expect(cause && edited({ ...cause, mend: (line) => line }, { file: 'x', line: 1 }, 'x')).toEqual({});
  });
});

it('every cause that mends a line says of a value what it does by itself', () => {
  const line = (name: string, value: string) => `  ${name}: ${value}`;
  const samples = [
    line('GOFLAGS', '-trimpath -mod=vendor -ldflags=-s'),
    line('GOROOT', '/x'),
    line('GO111MODULE', 'off'),
    line('CGO_LDFLAGS', '-lx'),
    'go 1.26',
    'go-version: 1.20',
  ];
  const made = CAUSES.filter(({ mend }) => mend).map(({ id, mend }) => [id, samples.flatMap((each) => mend?.(each) ?? [])]);
  expect(Object.fromEntries(made)).toEqual({
    'cgo-does-not-work': ['  CGO_LDFLAGS: ""'],
    'go-pinned-below-go-mod': ["go-version: '1.20'"],
    'goroot-invalid': ['  GOROOT: ""'],
    'goroot-mismatch': ['  GOROOT: ""'],
    'goflags-mod-conflict': ['  GOFLAGS: -trimpath -ldflags=-s'],
    'gopath-mode-off': ['  GO111MODULE: ""'],
    'toolchain-not-available': ['go 1.26.0'],
    'debug-info-stripped': ['  GOFLAGS: -trimpath -mod=vendor'],
    trimpath: ['  GOFLAGS: -mod=vendor -ldflags=-s'],
  });
});

it.each([
  ['          go-version: 1.20', "          go-version: '1.20'"],
  ['  - go-version: 1.30 # old', "  - go-version: '1.30' # old"],
  ["go-version: '1.20'", undefined],
  ['go-version: ${{ matrix.go }}', undefined],
  ['with: { go-version: 1.20 }', undefined],
  ['go: [1.20, 1.21]', undefined],
])('a version that is a number: %s becomes %s', (was, becomes) => {
  expect(quotedVersion(was)).toBe(becomes);
});
