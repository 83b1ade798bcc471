import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parseArguments } from '../../../src/commands/arguments.js';
import type { PolicyArguments } from '../../../src/commands/policy/arguments.js';
import { checkPolicy } from '../../../src/commands/policy/check.js';
import { initPolicy } from '../../../src/commands/policy/init.js';
import { showPolicy } from '../../../src/commands/policy/show.js';
import { readPolicy } from '../../../src/commands/policy-file.js';
import { Scope } from '../../../src/system/scope.js';

let folder = '';
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'delve-gate-test-')));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

const args = (...argv: string[]) => parseArguments(['policy', ...argv]) as PolicyArguments;
const project = () => join(folder, 'project');

describe('a policy of another repository', () => {
  const git = (...argv: string[]) =>
    execFileSync('git', ['-C', join(folder, 'policies'), '-c', 'user.name=x', '-c', 'user.email=x@y', ...argv], {
      encoding: 'utf8',
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
    }).trim();
  const checkedOut = (reference: string) => {
    write('project/delve-gate.yml', `version: 1\nextends: ${reference}\n`);
    return readPolicy(undefined, project(), { folders: [`acme/policies=${join(folder, 'policies')}`] });
  };
  let commit = '';
  beforeEach(() => {
    write('policies/go/strict.yml', 'version: 1\nextends: ../base.yml\nenv: { GOFLAGS: { equals: "" } }\n');
    write('policies/base.yml', 'version: 1\nenv: { GOPATH: { single: true } }\n');
    git('init', '--quiet');
    git('add', '--all');
    git('commit', '--quiet', '-m', 'x');
    commit = git('rev-parse', 'HEAD');
  });

  test('is read from where it is checked out, and is part of the SHA-256', async () => {
    const { policy, sha256 } = await checkedOut(`acme/policies/go/strict.yml@${commit}`);
    expect(Object.keys(policy.policy.env)).toEqual(['GOPATH', 'GOFLAGS']);
    expect(policy.at(['env', 'GOFLAGS', 0, 'equals'])).toMatchObject({ file: `acme/policies/go/strict.yml@${commit}`, line: 3 });
    write('policies/base.yml', 'version: 1\nenv: { GOPATH: { single: false } }\n');
    expect((await checkedOut(`acme/policies/go/strict.yml@${commit}`)).sha256).not.toBe(sha256);
  });

  test('must be the commit that is named', async () => {
    git('commit', '--quiet', '--allow-empty', '-m', 'y');
    await expect(checkedOut(`acme/policies/base.yml@${commit}`)).rejects.toThrow(
      `acme/policies is checked out at ${git('rev-parse', 'HEAD')}; expected ${commit}`,
    );
    expect((await checkedOut('acme/policies/base.yml@main')).policy.layers).toMatchObject([{ reference: 'acme/policies/base.yml@main' }]);
  });

  test('is a file of it, and no link that leads out', async () => {
    symlinkSync('/etc/hostname', join(folder, 'policies', 'link.yml'));
    await expect(checkedOut('acme/policies/link.yml@main')).rejects.toThrow('a symbolic link leads out of acme/policies');
    await expect(checkedOut('acme/policies/gone.yml@main')).rejects.toThrow('it cannot be read (ENOENT); expected a policy');
  });

  test('that is not here is a mistake at its line, since a check makes no call', async () => {
    write('project/delve-gate.yml', 'version: 1\nextends: acme/policies/base.yml@main\n');
    await expect(readPolicy(undefined, project())).rejects.toThrow(
      /delve-gate\.yml:2:10: extends "acme\/policies\/base\.yml@main": nothing says where acme\/policies is, and a check makes no call/,
    );
  });
});

describe('delve-gate policy check', () => {
  test('tells every mistake of every layer, at its place', async () => {
    write('project/base.yml', 'version: 1\nsmoke: { timeot: 3 }\n');
    write('project/delve-gate.yml', 'version: 1\nextends: base.yml\ntargets: [x]\n');
    const { text, code } = await checkPolicy({ args: args('check', '--no-color'), dir: project() });
    expect(code).toBe(2);
    expect(text.replaceAll(project(), '.')).toBe(
      [
        '✗ ./base.yml:2:10',
        '    unknown key "timeot"; did you mean "timeout"?',
        '✗ ./delve-gate.yml:3:11',
        '    "targets.0" is "x", which is not GOOS/GOARCH, such as linux/amd64',
        '',
        '2 mistakes',
        '',
      ].join('\n'),
    );
    const json = JSON.parse((await checkPolicy({ args: args('check', '--format=json'), dir: project() })).text);
    expect(json).toMatchObject({
      schema: 'delve-gate/policy-check/1',
      mistakes: [
        { line: 2, column: 10 },
        { line: 3, column: 11 },
      ],
    });
  });

  test('says that a policy is one, and that there is none', async () => {
    const file = write('project/delve-gate.yml', 'version: 1\n');
    expect(await checkPolicy({ args: args('check'), dir: project() })).toEqual({ text: `${file} is a policy\n`, code: 0 });
    rmSync(file);
    await expect(checkPolicy({ args: args('check'), dir: project() })).rejects.toThrow(
      /there is no policy in .*; expected delve-gate\.yml/,
    );
  });
});

describe('delve-gate policy show', () => {
  test('has the line of each part, and what a layer changed', async () => {
    write(
      'project/base.yml',
      'version: 1\nenv:\n  GOFLAGS: { equals: "", level: note, locked: true }\n  GOBIN: { set: true }\nsmoke: { timeout: 5 }\n',
    );
    write(
      'project/delve-gate.yml',
      'version: 1\nextends: base.yml\nenv: { GOFLAGS: { level: error }, GOBIN: null }\nsmoke: { timeout: 9 }\noverrides: [{ when: { os: linux }, levels: { several-go: off } }]\n' +
        'waivers: [{ cause: proxy-off, reason: r, owner: o, expires: 2020-01-01 }]\n',
    );
    const { text } = await showPolicy({ args: args('show', '--format=json'), dir: project() });
    const shown = JSON.parse(text.replaceAll(`${project()}/`, ''));
    expect(shown).toMatchObject({
      layers: [{ reference: 'base.yml', at: { line: 2 } }],
      parts: [
        {
          name: 'smoke.timeout',
          value: 9,
          at: { file: 'delve-gate.yml', line: 4 },
          before: [{ value: 5, at: { file: 'base.yml', line: 5 } }],
        },
        { name: 'levels.several-go', value: 'off', when: { os: ['linux'] }, at: { line: 5 } },
        { name: 'env.GOFLAGS.equals', value: '', level: 'error', locked: true, at: { file: 'base.yml', line: 3 } },
      ],
      gone: [{ name: 'env.GOBIN', parts: ['set'], at: { file: 'delve-gate.yml', line: 3 } }],
      waivers: [{ what: 'proxy-off', expired: true, at: { line: 6 } }],
    });
    const page = (await showPolicy({ args: args('show', '--no-color'), dir: project() })).text.split('\n');
    expect(page.every((line) => line.length <= 100)).toBe(true);
    expect(page.join('\n')).toContain('expired on 2020-01-01');
  });
});

describe('delve-gate policy init', () => {
  const init = async (...more: string[]) => {
    const scope = new Scope();
    try {
      const env = { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, GOFLAGS: '' };
      const run = { runner: ['local'], event: 'local', branch: null, folders: {} };
      return await initPolicy({ args: args('init', ...more), dir: project(), env, run, scope, root: folder, say: () => {} });
    } finally {
      await scope.close();
    }
  };
  beforeEach(() => {
    write('project/go.mod', 'module example.com/x\n\ngo 1.21\n');
    write('project/cmd/app/main.go', 'package main\n\nfunc main() {}\n');
    write(
      'project/.github/workflows/ci.yml',
      'jobs: { a: { runs-on: "${{ matrix.os }}", strategy: { matrix: { os: [windows-latest, macos-15] } } } }\n',
    );
    mkdirSync(join(project(), '.git'));
  });

  test('writes a policy that is one, from what the project looks like', async () => {
    expect((await init()).code).toBe(0);
    const { policy } = (await readPolicy(undefined, project())).policy;
    expect(policy.go.version).toBe('>=1.21');
    expect(policy.smoke.package).toBe('./cmd/app');
    expect(policy.targets).toEqual(expect.arrayContaining(['windows/amd64', 'darwin/arm64']));
    expect(policy.env['*']).toEqual([{ 'not-from': ['go-env-w'] }]);
  });

  test('never writes over a policy', async () => {
    const file = write('project/.github/delve-gate.yml', 'version: 1\n');
    await expect(init()).rejects.toThrow(`${file} is there already`);
    expect(existsSync(join(project(), 'delve-gate.yml'))).toBe(false);
    expect((await init('--output', 'x')).text).toMatch(/^version: 1$/m);
    expect(readFileSync(file, 'utf8')).toBe('version: 1\n');
  });

  test('what does not hold here stands as a comment', async () => {
    write('go/env', 'GOFLAGS=-trimpath\n');
    const { text } = await (async () => {
      const scope = new Scope();
      try {
        const env = Object.fromEntries(
          Object.entries({ ...process.env, HOME: folder, XDG_CONFIG_HOME: folder }).filter(
            ([name]) => name !== 'GOFLAGS' && name !== 'GOENV',
          ),
        );
        const run = { runner: ['local'], event: 'local', branch: null, folders: {} };
        return await initPolicy({ args: args('init', '--output', 'x'), dir: project(), env, run, scope, root: folder, say: () => {} });
      } finally {
        await scope.close();
      }
    })();
    expect(text).toContain('  # (here go env -w left GOFLAGS: see delve-gate env show)\n  # "*": { not-from: go-env-w }\n');
    expect(text).toContain('  # (here GOFLAGS has -trimpath)\n');
  });
});
