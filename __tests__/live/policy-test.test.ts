import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { CLI } from '../support/world.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'delve-gate-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const DOCUMENT = {
  GOENV: '/e',
  GOROOT: '/r',
  GOVERSION: 'go1.26.4',
  GOHOSTOS: 'linux',
  GOFLAGS: '-trimpath',
  GOPATH: `/p${'a'.repeat(3000)}`,
};

function run(args: string[], input?: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'policy', 'test', ...args], {
    cwd: folder,
    input,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('delve-gate policy test says the same, whether all of the program is loaded for it or a small file', () => {
  test.each([
    ['a policy that holds', 'version: 1\nenv: { GOFLAGS: { ascii: true } }\n', 0],
    ['one that does not', 'version: 1\nenv: { GOFLAGS: { equals: "" }, GOPATH: { matches: "^/q" } }\n', 1],
    ['one that is not judged', 'version: 1\nenv: { GOPATH: { writable: true } }\n', 3],
    ['one with mistakes', 'version: 1\nenv: { GOFLAG: { equals: "" } }\nsmok: 1\n', 2],
    ['a pattern that only RE2 takes', 'version: 1\nenv: { GOFLAGS: { matches: "(?i)-TRIM" } }\n', 0],
    ['a value too long for any but RE2', 'version: 1\nenv: { GOPATH: { not-matches: "a*a*b$" } }\n', 0],
    ['levels of causes', 'version: 1\nlevels: { proxy-off: note }\nenv: { GOFLAGS: { equals: "" } }\n', 1],
  ])('%s', (_, policy, status) => {
    writeFileSync(join(folder, 'delve-gate.yml'), policy);
    writeFileSync(join(folder, 'env.json'), JSON.stringify(DOCUMENT));
    for (const more of [[], ['--format', 'json']]) {
      const small = run(['env.json', ...more]);
      // Standard input cannot be read twice, so that all of the program is loaded at once.
      const whole = run(['-', ...more], JSON.stringify(DOCUMENT));
      expect({ ...small, stdout: small.stdout.replace('"env.json"', '"-"') }).toEqual(whole);
      expect(small.status).toBe(status);
    }
  });

  test('without a policy, into a file, and used wrongly', () => {
    writeFileSync(join(folder, 'env.json'), JSON.stringify(DOCUMENT));
    expect(run(['env.json', '--output', 'made.txt'])).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(readFileSync(join(folder, 'made.txt'), 'utf8')).toBe('0 judged, 0 violations\n');
    expect(run([]).status).toBe(2);
    expect(run([]).stderr).toMatch(/^delve-gate: policy test has no document; .*\nrun: delve-gate --help\n$/);
    expect(run(['gone.json'])).toMatchObject({ status: 2, stderr: expect.stringContaining('"gone.json" cannot be read (ENOENT)') });
    expect(run(['--help'])).toMatchObject({ status: 0, stdout: expect.stringMatching(/^delve-gate: /) });
    mkdirSync(join(folder, 'delve-gate.yml'));
    expect(run(['env.json'])).toMatchObject({ status: 2, stderr: expect.stringContaining('the policy is no file') });
  });
});
