import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Who } from '../../src/model/who.js';
import { delveGate, exec, makeWorld, type World } from '../support/world.js';

let world: World;
let dir: string;

beforeEach(() => {
  world = makeWorld({ SHELL: '/bin/sh' });
  dir = join(world.folder, 'app');
  mkdirSync(join(dir, '.git'), { recursive: true });
  write('go.mod', 'module example.com/app\n\ngo 1.21\n');
  writeFileSync(join(world.env.HOME as string, '.profile'), `PATH='${world.env.PATH}'; export PATH\n`);
});

afterEach(() => world.remove());

function write(name: string, text: string): void {
  writeFileSync(join(dir, name), text);
}

async function who(): Promise<{ who: Who; code: number | null }> {
  const { stdout, code } = await delveGate(['env', 'who', '--format', 'json', '--quiet', '--dir', dir], world);
  return { who: JSON.parse(stdout), code };
}

const row = ({ rows }: Who, name: string) => rows.find((each) => each.who === name);

describe('delve-gate env who', () => {
  test('all agree with the Go that the go command says', async () => {
    const { stdout } = await exec('go', ['env', 'GOVERSION'], { env: world.env, cwd: dir });
    const found = await who();
    expect(found).toMatchObject({ code: 0, who: { go: stdout.trim(), verdict: 'agree' } });
    for (const name of ['this shell', 'in the project', 'go tool compile', 'gofmt', 'login shell (sh)', 'VS Code', 'go.mod'])
      expect(row(found.who, name)?.standing).toBe('same');
  });

  test('a file that names another is marked, and the exit code says so', async () => {
    write('.tool-versions', 'golang 1.21.13\n');
    const found = await who();
    expect(found.code).toBe(1);
    expect(row(found.who, '.tool-versions')).toMatchObject({ go: '1.21.13', at: '.tool-versions:1', standing: 'differs' });
    const page = await delveGate(['env', 'who', '--quiet', '--dir', dir], world);
    expect(page).toMatchObject({ code: 1, stdout: expect.stringMatching(/✗ \.tool-versions .*\n[\s\S]*disagree: Go /) });
  });

  test('a login without Go is marked', async () => {
    writeFileSync(join(world.env.HOME as string, '.profile'), 'PATH=/nowhere; export PATH\n');
    const found = await who();
    expect(row(found.who, 'login shell (sh)')).toMatchObject({ go: 'none', standing: 'differs', note: 'no go on its PATH' });
    expect(found.code).toBe(1);
  });

  test('no go at all', async () => {
    world.env.PATH = '/nowhere';
    writeFileSync(join(world.env.HOME as string, '.profile'), 'PATH=/nowhere; export PATH\n');
    const found = await who();
    expect(found).toMatchObject({ code: 3, who: { go: null, verdict: 'error' } });
    expect(row(found.who, 'this shell')).toMatchObject({ go: 'none', note: 'no go on PATH' });
  });

  test('a go that fails in the project is no agreement', async () => {
    write('go.mod', 'module example.com/app\n\ngo 1.21\n\ntoolchain nonsense\n');
    world.env.GOTOOLCHAIN = 'auto';
    const found = await who();
    expect(found).toMatchObject({ code: 3, who: { go: null, verdict: 'error' } });
    expect(row(found.who, 'in the project')?.standing).toBe('unknown');
  });
});
