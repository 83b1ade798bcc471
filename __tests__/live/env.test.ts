import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Graph } from '../../src/report/env-graph.js';
import type { Show } from '../../src/report/env-show.js';
import type { Why } from '../../src/report/env-why.js';
import { linkedGoroot } from '../support/toolchain.js';
import { delveGate, exec, makeWorld, type World } from '../support/world.js';

let world: World;
let project: string;
let goenv: string;
beforeEach(() => {
  world = makeWorld();
  project = join(world.folder, 'project');
  mkdirSync(join(project, '.github', 'workflows'), { recursive: true });
  writeFileSync(join(project, 'go.mod'), 'module example.test/app\n\ngo 1.21\n');
  goenv = join(world.env.HOME ?? '', '.config', 'go', 'env');
});
afterEach(() => world.remove());

const run = (...args: string[]) => delveGate(['env', ...args], world, project);
async function json<T>(...args: string[]): Promise<T> {
  const { stdout, stderr } = await run(...args, '--format', 'json');
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Error(`${stdout}${stderr}`);
  }
}
const chainOf = ({ chain }: Why) =>
  chain.map(({ source, place, state, value }) => [source, place?.line, state, value && 'value' in value ? value.value : null]);
const nothingLeft = () => readdirSync(world.env.TMPDIR ?? '');

describe('env why', () => {
  test('has every line that sets it, with the value that each would give', async () => {
    writeFileSync(goenv, 'GOFLAGS=-trimpath\nGOFLAGS=\nGOFLAGS=-modcacherw\n');
    world.env.GOFLAGS = '-mod=mod';
    expect(chainOf(await json<Why>('why', 'GOFLAGS'))).toEqual([
      ['environment', undefined, 'wins', '-mod=mod'],
      ['go-env-w', 3, 'next', '-modcacherw'],
      ['go-env-w', 2, 'never', null],
      ['go-env-w', 1, 'never', null],
      ['default', undefined, 'later', ''],
    ]);
    expect(nothingLeft()).toEqual([]);
  });

  test('of go.env has the first line first, and the default behind all', async () => {
    const { stdout } = await exec('go', ['env', 'GOROOT'], { env: world.env });
    const tree = linkedGoroot(stdout.trim(), join(world.folder, 'go'), 'GOTOOLCHAIN=local\nGOSUMDB=first\nGOSUMDB=second\n');
    world.env.PATH = [join(tree, 'bin'), world.env.PATH].join(delimiter);
    writeFileSync(goenv, 'GOSUMDB=\n');
    expect(chainOf(await json<Why>('why', 'GOSUMDB'))).toEqual([
      ['go-env-w', 1, 'wins', ''],
      ['goroot-go.env', 2, 'next', 'first'],
      ['goroot-go.env', 3, 'later', 'second'],
      ['default', undefined, 'later', ''],
    ]);
  });

  test('of what is computed from others names them, each with its value', async () => {
    delete world.env.GOMODCACHE;
    world.env.GOPATH = join(world.folder, 'path');
    const { value, decided, undo } = await json<Why>('why', 'GOMODCACHE');
    expect(value).toEqual({ value: join(world.folder, 'path', 'pkg', 'mod') });
    expect(decided).toEqual([{ by: { variable: 'GOPATH' }, value: join(world.folder, 'path'), depth: 0 }]);
    expect(undo).toEqual([]);
  });

  test('works when go env does not, and says how to take it back', async () => {
    writeFileSync(goenv, 'GOROOT=/nowhere\nGOFLAGS=-trimpath\n');
    const why = await json<Why>('why', 'GOROOT');
    expect(why.value).toEqual({ error: expect.stringContaining('/nowhere') });
    expect(why.chain.map(({ source, state }) => [source, state])).toEqual([
      ['go-env-w', 'wins'],
      ['default', 'next'],
    ]);
    expect(why.undo).toEqual([expect.stringMatching(/^GOROOT=\/.+ go env -u GOROOT$/)]);
    expect((await json<Why>('why', 'GOFLAGS')).value).toEqual({ value: '-trimpath' });
    writeFileSync(goenv, 'GOTOOLCHAIN=bogus\n');
    delete world.env.GOTOOLCHAIN;
    expect((await json<Why>('why', 'gotoolchain')).value).toEqual({ value: 'bogus' });
    expect((await json<Why>('why', 'GOPATH')).value).toEqual({ value: join(world.env.HOME ?? '', 'go') });
  });

  test('names the line of the repository that sets the value in force', async () => {
    const file = join('.github', 'workflows', 'ci.yml');
    writeFileSync(
      join(project, file),
      'on: push\njobs:\n  build:\n    runs-on: x\n    env:\n      GOFLAGS: -mod=mod\n    steps:\n      - run: go build\n',
    );
    world.env.GOFLAGS = '-mod=mod';
    const { written, undo } = await json<Why>('why', 'GOFLAGS');
    expect(written).toMatchObject([{ place: { file, line: 6 }, scope: 'job build', inForce: true }]);
    expect(undo).toEqual(['unset GOFLAGS', `remove GOFLAGS at ${file}:6:7, which sets this value`]);
  });

  test('of PATH shows the go commands on it, and what they decide', async () => {
    const { stdout, code } = await run('why', 'PATH');
    expect(stdout).toMatch(/the go commands on it\n {2}\S*go {2}go1\./);
    expect(stdout).toMatch(/decides\n(?: {2}.*\n)*.*GOVERSION/);
    expect(code).toBe(0);
  });

  test('refuses a name that is no variable, and guesses the right one', async () => {
    const { code, stderr } = await run('why', 'GOFLAG');
    expect([code, stderr]).toEqual([2, expect.stringContaining('"GOFLAG" is no variable of Go (did you mean GOFLAGS?)')]);
  });
});

describe('env show', () => {
  test('has what differs, whoever set it, and what is found of it; not what is as it comes', async () => {
    writeFileSync(goenv, 'GOSUMDB=off\nGOVCS=\n');
    Object.assign(world.env, { CC: 'gcc', GOPATH: join(world.folder, 'path') });
    const show = await json<Show>('show');
    const rows = show.variables.map(({ variable, origin, findings }) => [variable, origin.source, findings.map(({ cause }) => cause)]);
    const ours = ['GOCACHE', 'GOMODCACHE', 'GOPROXY', 'GOBIN'];
    expect(rows.filter(([name]) => !ours.includes(String(name)))).toEqual([
      ['GOPATH', 'environment', []],
      ['GOSUMDB', 'go-env-w', ['checksum-database-off']],
    ]);
    expect(show.needless).toContain('CC');
    expect(nothingLeft()).toEqual([]);
  });
});

describe('env graph', () => {
  test('leads from what is set to what it decides', async () => {
    writeFileSync(goenv, `GOPATH=${join(world.folder, 'path')}\n`);
    delete world.env.GOMODCACHE;
    const { edges } = await json<Graph>('graph');
    expect(edges).toContainEqual({ from: 'GOENV', to: 'GOPATH', how: 'line 1' });
    expect(edges).toContainEqual({ from: 'GOPATH', to: 'GOMODCACHE', how: 'pkg/mod in its first folder' });
    expect(edges).toContainEqual({ from: 'HOME', to: 'GOENV', how: '' });
    expect((await run('graph', '--format', 'mermaid')).stdout).toMatch(/^flowchart LR\n/);
  });
});
