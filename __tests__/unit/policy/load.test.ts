import { describe, expect, test } from '@jest/globals';
import { loadPolicy } from '../../../src/policy/load.js';
import { PolicyError } from '../../../src/policy/mistake.js';
import { defaultPolicy } from '../../../src/policy/quick.js';

const CAUSES = ['goroot-mismatch', 'proxy-off'];

function mistakes(text: string): string[] {
  try {
    loadPolicy(text, 'p.yml', CAUSES);
  } catch (error) {
    if (error instanceof PolicyError) return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('a policy that is right', () => {
  test('the smallest', () => {
    const { policy, file } = loadPolicy('version: 1\n', 'p.yml', CAUSES);
    expect(file).toBe('p.yml');
    expect(policy.smoke).toEqual({ modes: ['exec'], optional: [], break: 'main.main', args: [], timeout: 30 });
    expect(policy.delve).toEqual({ version: 'auto', path: 'allow', install: true });
  });

  test('every key, and where it stands', () => {
    const text =
      'version: 1\nenv:\n  GOFLAGS:\n    not: ["", x]\n    not-from: go-env-w\nlevels:\n  proxy-off: "off"\ntargets: [linux/amd64]\n';
    const { policy, at } = loadPolicy(text, 'p.yml', CAUSES);
    expect(policy.env.GOFLAGS).toEqual([{ not: ['', 'x'], 'not-from': ['go-env-w'] }]);
    expect(policy.levels).toEqual({ 'proxy-off': 'off' });
    expect(at(['env', 'GOFLAGS', 0, 'not-from'], 'key')).toMatchObject({ line: 5, column: 5 });
    expect(at(['targets', 0])).toMatchObject({ line: 8, column: 11 });
  });

  test('emulation in short', () => {
    const { policy } = loadPolicy('version: 1\nemulation: user\n', 'p.yml', CAUSES);
    expect(policy.emulation).toEqual({ mode: 'user', kernel: {} });
  });

  test('CRLF and a byte order mark do not matter', () => {
    const { at } = loadPolicy('\ufeffversion: 1\r\nsmoke:\r\n  break: main.run\r\n', 'p.yml', CAUSES);
    expect(at(['smoke', 'break'])).toMatchObject({ line: 3, column: 10 });
  });

  test('the built-in one asks for exec, and for attach where the machine allows it', () => {
    expect(defaultPolicy().policy.smoke).toMatchObject({ modes: ['exec', 'attach'], optional: ['attach'] });
  });
});

describe('a policy with mistakes: all at once, each with its place and what to do', () => {
  test.each([
    ['version: 2\n', ['p.yml:1:10: "version" is 2; expected 1']],
    ['', ['p.yml:1:1: "version" is missing; expected 1']],
    ['- a\n', ['p.yml:1:1: the policy is ["a"]; expected a map']],
    ['version: 1\nemulation: usr\n', ['p.yml:2:12: "emulation" is "usr"; expected one of system, user; did you mean "user"?']],
    ['version: 1\nemulation: 5\n', ['p.yml:2:12: "emulation" is 5; expected a map']],
    ['version: 1\nemulation: { kernal: {} }\n', ['p.yml:2:14: unknown key "kernal"; did you mean "kernel"?']],
    [
      'version: 1\nemulation:\n  kernel:\n    linux: { file: x }\n    linux/arm64: { fil: x, sha256: abc }\n',
      [
        'p.yml:4:5: the key "linux" is not GOOS/GOARCH, such as linux/amd64',
        'p.yml:5:18: "emulation.kernel.linux/arm64.file" is missing; expected string',
        'p.yml:5:20: unknown key "fil"; did you mean "file"?',
        'p.yml:5:36: "emulation.kernel.linux/arm64.sha256" is "abc", which is not the 64 hexadecimal digits of a SHA-256',
      ],
    ],
    [
      'version: 1\nsmoke: { mode: x }\nenv: { GOFLAG: { equals: x } }\nlevels: { proxy-of: off }\noverrides: [{ when: { os: linux }, levels: { x: off, env.GOFLAG: off } }]\n',
      [
        'p.yml:2:10: unknown key "mode"; did you mean "modes"?',
        'p.yml:3:8: "GOFLAG" is no variable of go env; did you mean "GOFLAGS"?',
        'p.yml:4:11: there is no cause "proxy-of"; did you mean "proxy-off"?',
        'p.yml:5:46: there is no cause "x"',
      ],
    ],
    ['version: 1\nsmok:\n  modes: [exec]\n', ['p.yml:2:1: unknown key "smok"; did you mean "smoke"?']],
    [
      'version: 1\nzzz: 1\n',
      [
        'p.yml:2:1: unknown key "zzz"; expected one of version, extends, go, delve, env, overrides, waivers, smoke, emulation, targets, runners, levels',
      ],
    ],
    ['version: 1\nsmoke:\n  modes: exec\n', ['p.yml:3:10: "smoke.modes" is "exec"; expected a list']],
    [
      'version: 1\nsmoke:\n  modes: [exec, atach]\n',
      ['p.yml:3:17: "smoke.modes.1" is "atach"; expected one of exec, debug, test, attach, dap, core; did you mean "attach"?'],
    ],
    ['version: 1\nsmoke:\n  timeout: 0\n', ['p.yml:3:12: "smoke.timeout" is 0; expected at least 1']],
    [
      'version: 1\ngo:\n  version: 1.26\n',
      ['p.yml:3:12: "go.version" is 1.26; expected a string (put it in quotes: YAML reads it as a number)'],
    ],
    ['version: 1\nenv:\n  GOFLAG:\n    equals: x\n', ['p.yml:3:3: "GOFLAG" is no variable of go env; did you mean "GOFLAGS"?']],
    ['version: 1\nenv:\n  SHELL:\n    equals: x\n', ['p.yml:3:3: "SHELL" is no variable of go env']],
    [
      'version: 1\nenv:\n  GOPATH:\n    matches: "("\n',
      ['p.yml:4:14: "matches" is "(", which is not a regular expression as Go has them: missing closing ): `(`'],
    ],
    ['version: 1\nlevels:\n  proxy-of: error\n', ['p.yml:3:3: there is no cause "proxy-of"; did you mean "proxy-off"?']],
    ['version: 1\nlevels:\n  proxy-off: bad\n', ['p.yml:3:14: "levels.proxy-off" is "bad"; expected one of error, warning, note, off']],
    ['version: 1\ntargets: [linux]\n', ['p.yml:2:11: "targets.0" is "linux", which is not GOOS/GOARCH, such as linux/amd64']],
    ['version: 1\nenv: {}\nenv: {}\n', ['p.yml:3:1: not valid YAML: duplicated mapping key']],
    ['version: 1\nenv:\n', ['p.yml:2:4: "env" is null; expected a map']],
    [
      'version: 1\ntargets:\n  -\n  - linux\n',
      [
        'p.yml:3:3: "targets.0" is null; expected a string',
        'p.yml:4:5: "targets.1" is "linux", which is not GOOS/GOARCH, such as linux/amd64',
      ],
    ],
    [
      'version: 1\rsmok: 1\r\ntargets: 1\r',
      ['p.yml:2:1: unknown key "smok"; did you mean "smoke"?', 'p.yml:3:10: "targets" is 1; expected a list'],
    ],
    ['version: 1\r"', ['p.yml:2:2: not valid YAML: unexpected end of the stream within a double quoted scalar']],
    [
      'version: 1\nenv:\n  GOPATH: { matches: ^(?!x) }\n  "*": { not-matches: "${HOME}*x{90}" }\n  GOBIN: { matches: ")" }\n',
      [
        'p.yml:3:22: "matches" is "^(?!x)", which is not a regular expression as Go has them: invalid or unsupported Perl syntax: `(?!`',
        'p.yml:4:23: with "${HOME}*x{90}" the regular expressions of the policy have 5122 steps; at most 5000 are accepted',
      ],
    ],
    ['version: &a [*a]\n', ['p.yml:1:15: not valid YAML: the alias *a stands in what it stands for']],
    ['version: &a 1\nlevels: &b { x: &a { y: *a } }\n', ['p.yml:2:26: not valid YAML: the alias *a stands in what it stands for']],
    ['version: &a 1\nenv: &a { GOFLAGS: &a { equals: "" }, GOENV: *a }\n', []],
    ['version: 1\n\tgo: x\n', ['p.yml:2:1: not valid YAML: tab characters must not be used in indentation']],
    ['version: 1\n---\nversion: 1\n', ['p.yml:1:1: not valid YAML: the file holds 2 YAML documents; one is expected']],
    [
      'version: 2\nsmoke:\n  brek: x\n  timeout: 9999\n',
      [
        'p.yml:1:10: "version" is 2; expected 1',
        'p.yml:3:3: unknown key "brek"; did you mean "break"?',
        'p.yml:4:12: "smoke.timeout" is 9999; expected at most 600',
      ],
    ],
  ])('%j', (text, expected) => {
    expect(mistakes(text)).toEqual(expected);
  });

  test('deep nesting, alias bombs and a huge file end with a message, soon', () => {
    expect(mistakes(`version: 1\nenv: ${'['.repeat(10_000)}`)[0]).toMatch(/p\.yml:2:\d+: not valid YAML: nesting exceeded maxDepth/);
    const bomb = Array.from({ length: 60 }, (_, at) => `k${at}: &a${at} [${at > 0 ? `*a${at - 1}, *a${at - 1}` : 'x'}]`).join('\n');
    expect(mistakes(`${bomb}\n`)[0]).toMatch(/not valid YAML: .*alias/i);
    const pairs = Array.from({ length: 24 }, (_, at) => `k${at}: &a${at} [${at > 0 ? `*a${at - 1}, *a${at - 1}` : 'x'}]`).join('\n');
    expect(mistakes(`${pairs}\nversion: *a23\n`)).toEqual([
      'p.yml:13:19: not valid YAML: more than 20000 nodes, each alias counted as what it stands for',
    ]);
    expect(mistakes(`version: 1 #${'x'.repeat(2 << 20)}\n`)[0]).toMatch(/at most 262144/);
  });

  test('control characters in a key do not reach the terminal', () => {
    expect(mistakes('version: 1\n"\\e[31mred": 1\n')[0]).toBe(
      'p.yml:2:1: unknown key "?[31mred"; expected one of version, extends, go, delve, env, overrides, waivers, smoke, emulation, targets, runners, levels',
    );
  });
});
