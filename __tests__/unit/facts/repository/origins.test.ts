import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { placeOrigins, rootOf, settingsHere } from '../../../../src/facts/repository/origins.js';
import type { WorkflowContext } from '../../../../src/facts/workflow.js';
import type { Origin } from '../../../../src/model/facts.js';

let folder: string;
let root: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'delve-gate-origins-')));
  root = join(folder, 'repository');
  mkdirSync(join(root, '.git'), { recursive: true });
  mkdirSync(join(folder, 'home'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Record<string, string>, below = root): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(below, name)), { recursive: true });
    writeFileSync(join(below, name), text);
  }
}

interface Where {
  env?: NodeJS.ProcessEnv;
  actions?: Partial<WorkflowContext>;
  container?: boolean;
  source?: Origin['source'];
}

/** Where GOFLAGS got its value from: `FILE:LINE:COLUMN`, with `|` when the line is told whole. */
async function origin(
  files: Record<string, string>,
  value: string,
  { env = {}, actions, container = false, source = 'environment' }: Where = {},
) {
  write(files);
  const here: NodeJS.ProcessEnv = {
    HOME: join(folder, 'home'),
    CI: 'true',
    ...(source === 'environment' ? { GOFLAGS: value } : {}),
    ...env,
  };
  const workflow = actions && { workspace: root, ref: 'o/r/.github/workflows/ci.yml@refs/heads/main', name: 'ci', job: 'test', ...actions };
  const origins: Record<string, Origin> = { GOFLAGS: { source, written: value } };
  placeOrigins(origins, await settingsHere(root, here, workflow), { env: here, root: rootOf(root, workflow), workflow, container });
  const { place, text, commandAt } = origins.GOFLAGS ?? {};
  const at = commandAt ?? place;
  return at && `${relative(folder, at.file)}:${at.line}:${at.column}${text === undefined ? '' : ' |'}`;
}

const WORKFLOW = '.github/workflows/ci.yml';
const job = (lines: string) => `jobs:\n  test:\n${lines}`;

describe('the line that set a variable of a job', () => {
  it('is that of the step before the job before the workflow, and is told whole', async () => {
    const text = 'env:\n  GOFLAGS: -v\njobs:\n  other:\n    env:\n      GOFLAGS: -v\n  test:\n    env:\n      GOFLAGS: -v # here\n';
    expect(await origin({ [WORKFLOW]: text }, '-v', { actions: {} })).toBe('repository/.github/workflows/ci.yml:9:7 |');
    const step = job('    env:\n      GOFLAGS: -v\n    steps:\n      - run: x\n        env: {GOFLAGS: -v}\n');
    expect(await origin({ [WORKFLOW]: step }, '-v', { actions: {} })).toBe('repository/.github/workflows/ci.yml:7:15');
  });

  it.each([
    [job('    steps:\n      - run: echo "GOFLAGS=-v" >> $GITHUB_ENV\n'), '4:20'],
    [job('    steps:\n      - run: |\n          export GOFLAGS=-v\n          delve-gate check\n'), '5:18 |'],
    [job('    env:\n      GOFLAGS: ${{ matrix.flags }}\n'), '4:7 |'],
    [job('    env:\n      GOFLAGS: ${{ env.FLAGS }}\n    steps:\n      - env:\n          GOFLAGS: -x\n'), '4:7 |'],
  ])('is found in %j', async (text, place) => {
    expect(await origin({ [WORKFLOW]: text }, '-v', { actions: {}, env: { FLAGS: '-v' } })).toBe(
      `repository/.github/workflows/ci.yml:${place}`,
    );
  });

  it('is one of a composite action when the job itself sets nothing such', async () => {
    const action = 'runs:\n  using: composite\n  steps:\n    - shell: bash\n      run: echo GOFLAGS=-v >> $GITHUB_ENV\n';
    expect(await origin({ [WORKFLOW]: job('    env: {}\n'), '.github/actions/go/action.yml': action }, '-v', { actions: {} })).toBe(
      'repository/.github/actions/go/action.yml:5:17',
    );
  });

  it.each([
    ['of another value', job('    env:\n      GOFLAGS: -x\n')],
    [
      'of a matrix, where another line could have set it too',
      job('    env:\n      GOFLAGS: ${{ matrix.a }}\n    steps:\n      - env:\n          GOFLAGS: ${{ matrix.b }}\n'),
    ],
    ['of what gets into the GOENV file', job('    steps:\n      - run: go env -w GOFLAGS=-v\n')],
  ])('is none %s', async (_, text) => {
    expect(await origin({ [WORKFLOW]: text }, '-v', { actions: {} })).toBeUndefined();
  });

  it('is of the workflow that runs, and of another one only when it alone says so', async () => {
    const other = '.github/workflows/a.yml';
    const files = { [WORKFLOW]: 'env:\n  GOFLAGS: -v\n', [other]: 'env:\n  GOFLAGS: -v\n' };
    expect(await origin(files, '-v', { actions: {} })).toBe('repository/.github/workflows/ci.yml:2:3 |');
    expect(await origin({ ...files, [WORKFLOW]: 'on: push\n' }, '-v', { actions: {} })).toBe('repository/.github/workflows/a.yml:2:3 |');
    expect(await origin({ '.github/workflows/b.yml': files[other] ?? '' }, '-v', { actions: {} })).toBeUndefined();
  });

  it('is looked for in the workspace, when the project was checked out beside it', async () => {
    write({ [WORKFLOW]: 'env:\n  GOFLAGS: -v\n' }, join(folder, 'workspace'));
    expect(await origin({ 'go.mod': '' }, '-v', { actions: { workspace: join(folder, 'workspace') } })).toBe(
      'workspace/.github/workflows/ci.yml:2:3 |',
    );
  });

  it('is never in a repository whose workflows do not run here', async () => {
    expect(await origin({ [WORKFLOW]: 'env:\n  GOFLAGS: -v\n' }, '-v')).toBeUndefined();
  });
});

describe('the line that set a variable elsewhere', () => {
  const docker = { Dockerfile: 'FROM golang\nENV GOFLAGS=-v\n' };
  it.each<[string, Record<string, string>, Where, string | undefined]>([
    ['the image', docker, { container: true }, 'repository/Dockerfile:2:5 |'],
    ['the image, not outside of a container', docker, {}, undefined],
    ['one of two images', { ...docker, 'b/Dockerfile': 'FROM golang\nENV GOFLAGS=-v\n' }, { container: true }, undefined],
    ['not an argument of a build', { Dockerfile: 'FROM golang\nARG GOFLAGS=-v\n' }, { container: true }, undefined],
    [
      'the dev container before its image',
      { ...docker, '.devcontainer.json': '{\n  "containerEnv": {\n    "GOFLAGS": "-v"\n  }\n}\n' },
      { env: { REMOTE_CONTAINERS: 'true' } },
      'repository/.devcontainer.json:3:5 |',
    ],
    [
      'compose',
      { 'compose.yaml': 'services:\n  a:\n    environment:\n      GOFLAGS: -v\n' },
      { container: true },
      'repository/compose.yaml:4:7 |',
    ],
    ['direnv', { '.envrc': 'export GOFLAGS=-v\n', '.env': 'GOFLAGS=-v\n' }, { env: { DIRENV_DIR: '-/x' } }, 'repository/.envrc:1:8 |'],
    ['make', { Makefile: 'export GOFLAGS := -v\n' }, { env: { MAKELEVEL: '1' } }, 'repository/Makefile:1:8 |'],
    ['not make, when it does not run', { Makefile: 'export GOFLAGS := -v\n' }, {}, undefined],
    [
      'a terminal of VS Code',
      { '.vscode/settings.json': '{"terminal.integrated.env.linux": {"GOFLAGS": "-v"}}' },
      { env: { TERM_PROGRAM: 'vscode' } },
      'repository/.vscode/settings.json:1:36',
    ],
    [
      'not the go tools of VS Code',
      { '.vscode/settings.json': '{"go.toolsEnvVars": {"GOFLAGS": "-v"}}' },
      { env: { TERM_PROGRAM: 'vscode' } },
      undefined,
    ],
    ['the only file that says so', { 'dev/.env': 'GOFLAGS=-v\n' }, {}, 'repository/dev/.env:1:1 |'],
    ['not one of two', { 'a/.env': 'GOFLAGS=-v\n', 'b/.env': 'GOFLAGS=-v\n' }, {}, undefined],
  ])('%s', async (_, files, where, expected) => {
    expect(await origin(files, '-v', where)).toBe(expected);
  });

  it('is that of a profile, on a machine of a person', async () => {
    write({ '.bashrc': 'export GOFLAGS=-v\n', '.zshrc': 'export GOFLAGS=-x\n' }, join(folder, 'home'));
    expect(await origin({ 'go.mod': '' }, '-v', { env: { CI: undefined } })).toBe('home/.bashrc:1:8 |');
    expect(await origin({ 'go.mod': '' }, '-v')).toBeUndefined();
  });

  it('may name folders that are known here', async () => {
    write({ '.profile': 'export GOFLAGS=-modfile=$HOME/go.mod\n' }, join(folder, 'home'));
    expect(await origin({ 'go.mod': '' }, `-modfile=${folder}/home/go.mod`, { env: { CI: undefined } })).toBe('home/.profile:1:8 |');
  });

  it('is that of the command that wrote the GOENV file', async () => {
    write({ '.config/go/env': 'GOFLAGS=-v\n' }, join(folder, 'home'));
    const files = { [WORKFLOW]: job('    steps:\n      - run: go env -w GOFLAGS=-v\n') };
    expect(await origin(files, '-v', { actions: {}, source: 'go-env-w' })).toBe('repository/.github/workflows/ci.yml:4:24');
    expect(await origin(files, '-x', { actions: {}, source: 'go-env-w' })).toBeUndefined();
  });
});

describe('what is read', () => {
  it('is nothing when no variable is set', async () => {
    write({ [WORKFLOW]: 'env:\n  GOFLAGS: -v\n' });
    expect(await settingsHere(root, { HOME: join(folder, 'home') }, undefined)).toEqual([]);
  });

  it('holds no credentials, which the value in force has', async () => {
    const files = { '.env': 'GOPROXY=https://me:secret@proxy.example.org\n' };
    write(files);
    const settings = await settingsHere(root, { CI: 'true', GOPROXY: 'x' }, undefined);
    expect(JSON.stringify(settings)).not.toContain('secret');
  });
});
