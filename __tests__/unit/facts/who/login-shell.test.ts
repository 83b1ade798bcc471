import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { loginShell } from '../../../../src/facts/who/login-shell.js';
import { Scope } from '../../../../src/system/scope.js';

const onWindows = process.platform === 'win32';
let home: string;
let scope: Scope;

beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'delve-gate-login-')));
  scope = new Scope();
});

afterEach(async () => {
  await scope.close();
  rmSync(home, { recursive: true, force: true });
});

function goTree(version: string): string {
  const bin = join(home, version, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(home, version, 'VERSION'), `${version}\ntime 2026-01-01T00:00:00Z\n`);
  writeFileSync(join(bin, 'go'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  return bin;
}

const ask = (profile: string, env: NodeJS.ProcessEnv = {}) => {
  writeFileSync(join(home, '.profile'), profile);
  return loginShell(home, { HOME: home, SHELL: '/bin/sh', PATH: join(home, 'never', 'bin'), ...env }, scope);
};

(onWindows ? describe.skip : describe)('the go of a new login', () => {
  test('is that of its profiles, and not of this PATH', async () => {
    goTree('never');
    const bin = goTree('go1.24.3');
    expect(await ask(`PATH="${bin}:$PATH"; export PATH\n`)).toMatchObject({
      who: 'login shell (sh)',
      version: 'go1.24.3',
      path: join(bin, 'go'),
    });
  });

  test('is found behind what profiles print', async () => {
    const bin = goTree('go1.24.3');
    expect(await ask(`PATH="${bin}:$PATH"; echo welcome; echo trouble >&2\n`)).toMatchObject({ version: 'go1.24.3' });
  });

  test('may be an alias, which is no program', async () => {
    expect(await ask('go() { echo no; }\n')).toMatchObject({ version: null, note: 'go is no program there: go' });
  });

  test.each([
    ['/nowhere/nu', 'is no shell that is known here'],
    ['bash', 'is no shell that is known here'],
    ['/usr/bin/python3', 'is no shell that is known here'],
  ])('cannot be told of SHELL=%s', async (SHELL, note) =>
    expect(await ask('', { SHELL })).toMatchObject({ version: null, note: expect.stringContaining(note) }),
  );

  test('a shell that cannot be started is no answer', async () => {
    expect(await ask('', { SHELL: join(home, 'bash') })).toMatchObject({
      version: null,
      lacks: 'answer',
      note: 'it cannot be started: ENOENT',
    });
  });

  test('a path of this machine with quotes in it is no command', async () => {
    const odd = join(home, "a'b $(touch pwned)");
    mkdirSync(odd);
    symlinkSync('/bin/sh', join(odd, 'sh'));
    expect((await ask('', { SHELL: join(odd, 'sh') })).who).toBe('login shell (sh)');
  });
});
