import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { projectFacts } from '../../../../../src/facts/project.js';
import { declaredVersions } from '../../../../../src/facts/repository/versions/index.js';
import { describeRange } from '../../../../../src/match/go-range.js';

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'delve-gate-versions-')));
  mkdirSync(join(root, '.git'));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

/** `path:line range`, of those that are meant for the module of a folder. */
async function ours(folder = '.', env: NodeJS.ProcessEnv = {}): Promise<string[]> {
  const found = await declaredVersions(projectFacts(join(root, folder), env));
  return found
    .filter((each) => each.ours)
    .map(({ path, place, range, reason }) => `${path}:${place.line} ${range ? describeRange(range) : reason}`);
}

const MOD = (version: string) => `module example.com/m\n\ngo ${version}\n`;
const BUILD = (version: string) => `FROM golang:${version}\nCOPY . .\nRUN go build ./...\n`;
const SETUP = (inputs: string) =>
  `jobs:\n  a:\n    steps:\n      - uses: actions/checkout@v5\n      - uses: actions/setup-go@v6\n        with: { ${inputs} }\n`;

test('every place of an ordinary repository', async () => {
  write({
    'go.mod': MOD('1.26.0'),
    '.tool-versions': 'golang 1.26.8\n',
    'mise.toml': '[tools]\ngo = "1.26"\n',
    Dockerfile: BUILD('1.26'),
    '.github/workflows/ci.yml': SETUP('go-version-file: go.mod'),
    '.github/workflows/release.yaml': SETUP("go-version: '1.26'"),
    '.devcontainer/devcontainer.json': '{ "image": "mcr.microsoft.com/devcontainers/go:1-1.26" }',
    '.vscode/settings.json': '{ "go.goroot": "/opt/go1.26.8" }',
    '.gitlab-ci.yml': 'image: golang:1.26\n',
    'node_modules/x/Dockerfile': BUILD('1.2'),
    'testdata/Dockerfile': BUILD('1.2'),
  });
  expect(await ours()).toEqual([
    'go.mod:3 1.26.0 or newer',
    '.tool-versions:1 1.26.8',
    'mise.toml:2 1.26.x',
    '.gitlab-ci.yml:1 1.26.x',
    'Dockerfile:1 1.26.x',
    '.devcontainer/devcontainer.json:1 1.26.x',
    '.vscode/settings.json:1 1.26.8',
    '.github/workflows/ci.yml:6 1.26.0',
    '.github/workflows/release.yaml:6 1.26.x',
  ]);
});

describe('a repository of several modules', () => {
  beforeEach(() =>
    write({
      'go.mod': MOD('1.26.0'),
      'tools/go.mod': MOD('1.23.0'),
      Dockerfile: BUILD('1.26'),
      'tools/Dockerfile': BUILD('1.23'),
      'docker/Dockerfile.tools': 'FROM golang:1.23\nCOPY tools/go.mod ./\nRUN go mod download\n',
      '.tool-versions': 'golang 1.26.8\n',
      'tools/.tool-versions': 'golang 1.23.4\n',
      '.github/workflows/ci.yml': SETUP("go-version: '1.26'"),
      '.github/workflows/tools.yml': SETUP('go-version-file: tools/go.mod'),
    }),
  );

  test('what is meant for the one at the root', async () =>
    expect(await ours()).toEqual([
      'go.mod:3 1.26.0 or newer',
      '.tool-versions:1 1.26.8',
      'Dockerfile:1 1.26.x',
      '.github/workflows/ci.yml:6 1.26.x',
    ]));

  test('what is meant for the other', async () =>
    expect(await ours('tools')).toEqual([
      'tools/go.mod:3 1.23.0 or newer',
      'tools/.tool-versions:1 1.23.4',
      'docker/Dockerfile.tools:1 1.23.x',
      'tools/Dockerfile:1 1.23.x',
      '.github/workflows/tools.yml:6 1.23.0',
    ]));

  test('a workspace joins them', async () => {
    write({ 'go.work': 'go 1.26.0\n\nuse ./tools\n', 'ci/Dockerfile': BUILD('1.26') });
    rmSync(join(root, 'go.mod'));
    expect(await ours('tools')).toContain('go.work:1 1.26.0 or newer');
    expect(await ours('tools')).toContain('ci/Dockerfile:1 1.26.x');
    expect(await ours('tools', { GOWORK: 'off' })).not.toContain('go.work:1 1.26.0 or newer');
  });
});

test('the only module, below the root, has what the root has', async () => {
  write({
    'backend/go.mod': MOD('1.26.0'),
    Dockerfile: BUILD('1.25'),
    '.github/workflows/ci.yml': SETUP("go-version: '1.26'"),
    '.go-version': '1.26.8\n',
  });
  expect(await ours('backend')).toEqual([
    'backend/go.mod:3 1.26.0 or newer',
    '.go-version:1 1.26.8',
    'Dockerfile:1 1.25.x',
    '.github/workflows/ci.yml:6 1.26.x',
  ]);
});

test('the nearest file that says something of Go counts', async () => {
  write({
    'a/go.mod': MOD('1.26'),
    '.tool-versions': 'golang 1.26.8\n',
    'a/.tool-versions': 'nodejs 20\n',
    'a/b/.tool-versions': 'golang 1.20\n',
  });
  expect(await ours('a')).toEqual(['a/go.mod:3 1.26 or newer', '.tool-versions:1 1.26.8']);
});

test('a devcontainer gives its Dockerfile its arguments', async () => {
  write({
    'go.mod': MOD('1.26'),
    '.devcontainer/devcontainer.json': '{ "build": { "dockerfile": "Dockerfile", "args": { "VARIANT": "1-1.26" } } }',
    '.devcontainer/Dockerfile': 'ARG VARIANT=1-1.20\nFROM mcr.microsoft.com/devcontainers/go:${VARIANT}\n',
  });
  expect(await ours()).toEqual(['go.mod:3 1.26 or newer', '.devcontainer/Dockerfile:1 1.26.x']);
});

test('a link within the repository is followed', async () => {
  write({ 'go.mod': MOD('1.26'), 'deps/go-version': '1.26.8\n', '.github/workflows/ci.yml': SETUP('go-version-file: .go-version') });
  symlinkSync('deps/go-version', join(root, '.go-version'));
  expect(await ours()).toEqual(['go.mod:3 1.26 or newer', '.go-version:1 1.26.8', '.github/workflows/ci.yml:6 1.26.8']);
});

test('nothing outside of the repository is read, and no device', async () => {
  write({
    'go.mod': MOD('1.26'),
    '.github/workflows/a.yml': SETUP('go-version-file: ../../../../../../dev/zero'),
    '.github/workflows/b.yml': SETUP('go-version-file: zero'),
    '.github/workflows/c.yml': SETUP('go-version-file: missing'),
  });
  symlinkSync('/dev/zero', join(root, 'zero'));
  symlinkSync('/dev/zero', join(root, '.go-version'));
  const found = await declaredVersions(projectFacts(root, {}));
  expect(found.map(({ range, reason }) => (range ? 'read' : reason))).toEqual([
    'read',
    'there is no file ../../../../../../dev/zero',
    'there is no file zero',
    'there is no file missing',
  ]);
});

test('a file that cannot be read as what it should be is told, and builds nothing', async () => {
  write({ 'go.mod': MOD('1.26'), '.github/workflows/a.yml': 'jobs: {\n  go-version: [\n', 'mise.toml': '[tools]\ngo = "1.26\n' });
  const found = await declaredVersions(projectFacts(root, {}));
  expect(found.slice(1).map(({ path, ours, reason }) => [path, ours, /^the file cannot be read: /.test(reason ?? '')])).toEqual([
    ['mise.toml', true, true],
    ['.github/workflows/a.yml', true, true],
  ]);
});

test('a folder without git and without a module', async () => {
  rmSync(join(root, '.git'), { recursive: true });
  write({ Dockerfile: BUILD('1.26') });
  expect(await ours()).toEqual(['Dockerfile:1 1.26.x']);
});

test('what is larger than anybody writes is told, not parsed', async () => {
  const stages = Array.from({ length: 300 }, (_, at) => `FROM golang:1.26 AS s${at}\n`).join('');
  write({ 'go.mod': MOD('1.26'), Dockerfile: stages, 'x.Dockerfile': `FROM golang:1.26\n${'RUN true\n'.repeat(20_000)}` });
  const found = await declaredVersions(projectFacts(root, {}));
  expect(found.slice(1).map(({ reason }) => reason)).toEqual([
    'the file cannot be read: it has 300 stages; at most 200 are read',
    'the file cannot be read: it has 180017 characters, which is more than anybody writes',
  ]);
});
