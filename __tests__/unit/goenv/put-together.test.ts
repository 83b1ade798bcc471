import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Candidate, cleanEnvironments, type Parts, takeApart } from '../../../src/goenv/candidates.js';
import { putTogether, type Scratch } from '../../../src/goenv/put-together.js';

let folder: string;
let env: NodeJS.ProcessEnv;
let goenv: string;
let scratch: Scratch;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'delve-gate-test-')));
  goenv = join(folder, '.config', 'go', 'env');
  env = { HOME: folder, PATH: [bin('shim'), '/usr/bin', bin('go'), join(folder, 'none')].join(delimiter) };
  scratch = { neutral: join(folder, 'neutral'), beside: join(folder, 'beside') };
  for (const each of [dirname(goenv), scratch.neutral, scratch.beside]) mkdirSync(each, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A folder with a go in it. */
function bin(name: string): string {
  const made = join(folder, name);
  mkdirSync(made, { recursive: true });
  writeFileSync(join(made, 'go'), '#!/bin/sh\n');
  chmodSync(join(made, 'go'), 0o755);
  return made;
}

const apart = (): Parts => takeApart(env, folder, cleanOf('go'));
const cleanOf = (name: string) =>
  cleanEnvironments(env).find(({ path }) => path[0] === join(folder, name)) as ReturnType<typeof cleanEnvironments>[0];
/** The candidates of these names, of lines `NAME:line`. */
const named = (parts: Parts, ...names: string[]): Set<Candidate> =>
  new Set(parts.groups.flat().filter(({ name, line, value }) => names.includes(line ? `${name}:${line}` : name) || names.includes(value)));
const together = (...names: string[]) => {
  const parts = apart();
  return putTogether(parts, named(parts, ...names), scratch);
};
const everything = () => {
  const parts = apart();
  return putTogether(parts, new Set(parts.groups.flat()), scratch);
};

describe('clean environments', () => {
  test('are one for each go, that in force first, with HOME and nothing else of the user', () => {
    env.GOFLAGS = '-x';
    const [first, second] = cleanEnvironments(env);
    expect(first?.env).toEqual({ HOME: folder, GOENV: 'off', PATH: first?.path.join(delimiter) });
    expect([first?.path[0], second?.path[0]]).toEqual([join(folder, 'shim'), join(folder, 'go')]);
    expect(first?.path.slice(1)).toEqual(['/usr/local/bin', '/usr/bin', '/bin', '/usr/sbin', '/sbin']);
  });

  test('are there without any go', () => {
    expect(cleanEnvironments({ PATH: '/nowhere' }).length).toBeGreaterThan(0);
  });
});

describe('an environment that is taken apart', () => {
  beforeEach(() => {
    writeFileSync(goenv, '# mine\nGOFLAGS=-v\nGOARCH=amd64\r\nGOFLAGS=-x\n');
    Object.assign(env, { GOOS: 'linux', LD_PRELOAD: 'x.so', https_proxy: 'p', TMPDIR: '/tmp', EDITOR: 'vi', DELVE_GATE_RUN: '1' });
  });

  test('has groups, the likelier ones first, and nothing that is clean or ours', () => {
    expect(apart().groups.map((group) => group.map(({ kind, name, value }) => [kind, name, value].join(' ')))).toEqual([
      ['goenv-line GOFLAGS -v', 'goenv-line GOARCH amd64\r', 'goenv-line GOFLAGS -x'],
      ['variable GOOS linux'],
      [`path-folder PATH ${folder}/shim`, `path-folder PATH ${folder}/none`, 'path-order PATH '],
      ['variable LD_PRELOAD x.so'],
      ['variable TMPDIR /tmp'],
      ['variable https_proxy p'],
      ['variable EDITOR vi'],
    ]);
  });

  test('is put together from nothing as the clean one', () => {
    expect(together()).toEqual(cleanOf('go').env);
  });

  test('is put together from everything as it was', () => {
    delete env.DELVE_GATE_RUN;
    expect(everything()).toEqual(env);
  });

  test('has the lines that are chosen, in their order and byte for byte, in a file of ours', () => {
    const made = together('GOARCH:3', 'GOFLAGS:4', 'EDITOR');
    expect(made).toEqual({ ...cleanOf('go').env, EDITOR: 'vi', GOENV: join(scratch.neutral, 'env') });
    expect(readFileSync(made.GOENV as string, 'utf8')).toBe('GOARCH=amd64\r\nGOFLAGS=-x\n');
  });

  test('reads the file itself when all lines are chosen', () => {
    expect(together('GOFLAGS:2', 'GOARCH:3', 'GOFLAGS:4').GOENV).toBeUndefined();
    expect(existsSync(join(scratch.neutral, 'env'))).toBe(false);
  });

  test('has a copy of the lines when the variable that leads to the file is not chosen', () => {
    env.XDG_CONFIG_HOME = join(folder, '.config');
    expect(together('GOFLAGS:2', 'GOARCH:3', 'GOFLAGS:4').GOENV).toBe(join(scratch.neutral, 'env'));
    expect(together('GOFLAGS:2', 'GOARCH:3', 'GOFLAGS:4', 'XDG_CONFIG_HOME').GOENV).toBeUndefined();
  });

  test.each([
    { chosen: [], path: ['go', '/usr/bin'] },
    { chosen: ['shim'], path: ['shim', 'go', '/usr/bin'] },
    { chosen: ['none'], path: ['go', '/usr/bin', 'none'] },
  ])('keeps the order of PATH, with the go of the clean one before the system: $chosen', ({ chosen, path }) => {
    const made = together(...chosen.map((each) => join(folder, each))).PATH?.split(delimiter);
    expect(made?.filter((each) => each === '/usr/bin' || each.startsWith(folder))).toEqual(
      path.map((each) => (each.startsWith('/') ? each : join(folder, each))),
    );
  });

  test('has the order of PATH as a part of its own', () => {
    const parts = apart();
    const order = parts.groups.flat().filter(({ kind }) => kind === 'path-order');
    const made = putTogether(parts, new Set(order), scratch).PATH?.split(delimiter) ?? [];
    expect(made.indexOf('/usr/bin')).toBeLessThan(made.indexOf(join(folder, 'go')));
  });
});

describe('a GOENV file that the environment names', () => {
  test('is a part by its variable, beside its lines', () => {
    env.GOENV = join(folder, 'mine');
    writeFileSync(env.GOENV, 'GOFLAGS=-v\nGOOS=linux\n');
    expect(together('GOENV').GOENV).toBe(join(scratch.beside, 'env'));
    expect(together('GOENV', 'GOFLAGS:1', 'GOOS:2').GOENV).toBe(env.GOENV);
    expect(together('GOFLAGS:1', 'GOOS:2').GOENV).toBe(join(scratch.neutral, 'env'));
    expect(together().GOENV).toBe('off');
  });

  test('stays relative when it is', () => {
    env.GOENV = 'mine';
    writeFileSync(join(folder, 'mine'), 'GOFLAGS=-v\n');
    expect(together('GOENV').GOENV).toBe(join('beside', 'env'));
    expect(together('GOENV', 'GOFLAGS:1').GOENV).toBe('mine');
  });

  test.each(['a folder', 'missing'])('stays what it is when it is %s', (what) => {
    env.GOENV = join(folder, 'mine');
    if (what === 'a folder') mkdirSync(env.GOENV);
    expect(together('GOENV').GOENV).toBe(env.GOENV);
  });

  test('is no part when it is off, as it is in a clean environment', () => {
    env.GOENV = 'off';
    expect(
      apart()
        .groups.flat()
        .filter(({ name }) => name === 'GOENV'),
    ).toEqual([]);
    expect(everything()).toEqual(env);
  });
});

test('a default GOENV file that is a folder is a part of its own', () => {
  mkdirSync(goenv);
  expect(apart().groups[0]).toEqual([{ kind: 'goenv-file', name: 'GOENV', value: goenv }]);
  expect(together('GOENV').GOENV).toBeUndefined();
  expect(together().GOENV).toBe('off');
});
