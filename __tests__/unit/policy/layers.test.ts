import { describe, expect, test } from '@jest/globals';
import { collectLayers, type ReadSource } from '../../../src/policy/extends.js';
import { loadLayers } from '../../../src/policy/load.js';
import { PolicyError } from '../../../src/policy/mistake.js';

const CAUSES = ['proxy-off', 'several-go', 'go-env-policy'];

function layers(...texts: string[]) {
  return loadLayers(
    texts.map((text, at) => ({ file: `${'abcdefgh'[at]}.yml`, text: `version: 1\n${text}` })),
    CAUSES,
  );
}

function mistakes(...texts: string[]): string[] {
  try {
    layers(...texts);
  } catch (error) {
    if (error instanceof PolicyError) return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('layers on each other', () => {
  test('maps are joined, lists and values replaced, and each part knows its file', () => {
    const { policy, at } = layers(
      'smoke: { modes: [exec], timeout: 10 }\ntargets: [linux/amd64]\nlevels: { proxy-off: note }\n',
      'smoke:\n  modes: [attach]\nlevels: { several-go: off }\n',
    );
    expect(policy.smoke).toMatchObject({ modes: ['attach'], timeout: 10 });
    expect(policy.levels).toEqual({ 'proxy-off': 'note', 'several-go': 'off' });
    expect(at(['smoke', 'modes'])).toMatchObject({ file: 'b.yml', line: 3 });
    expect(at(['smoke', 'timeout'])).toMatchObject({ file: 'a.yml', line: 2 });
    expect(at(['targets', 0])).toMatchObject({ file: 'a.yml', line: 3 });
  });

  test('a rule of two layers is one rule, with each part at its own line', () => {
    const { policy, at } = layers(
      'env:\n  GOPATH:\n    absolute: true\n    single: true\n',
      'env:\n  GOPATH:\n    single: false\n    no-spaces: true\n  GOFLAGS: { equals: "" }\n',
    );
    expect(policy.env).toEqual({ GOPATH: [{ absolute: true, single: false, 'no-spaces': true }], GOFLAGS: [{ equals: '' }] });
    expect(at(['env', 'GOPATH', 0, 'absolute'], 'key')).toMatchObject({ file: 'a.yml', line: 4 });
    expect(at(['env', 'GOPATH', 0, 'single'], 'key')).toMatchObject({ file: 'b.yml', line: 4 });
    expect(at(['env', 'GOFLAGS', 0, 'equals'])).toMatchObject({ file: 'b.yml', line: 6 });
  });

  test('rules that ask for other circumstances stand beside each other', () => {
    const { policy } = layers(
      'env: { GOPATH: { absolute: true } }\n',
      'env: { GOPATH: [{ single: true, when: { os: windows } }, { ascii: true }] }\n',
    );
    expect(policy.env.GOPATH).toEqual([
      { absolute: true, ascii: true },
      { single: true, when: { os: ['windows'] } },
    ]);
  });

  test('null takes away, a part or a whole rule', () => {
    const { policy } = layers(
      'env: { GOPATH: { absolute: true, single: true }, GOFLAGS: { equals: "" } }\nlevels: { proxy-off: note }\nsmoke: { package: ./a }\n',
      'env: { GOPATH: { single: null }, GOFLAGS: null }\nlevels: { proxy-off: null }\nsmoke: { package: null }\n',
    );
    expect(policy.env).toEqual({ GOPATH: [{ absolute: true }] });
    expect(policy.levels).toEqual({});
    expect(policy.smoke.package).toBeUndefined();
    expect(mistakes('env: { GOPATH: null }\n')).toEqual(['a.yml:2:16: "env.GOPATH" is null; expected a map or a list']);
  });

  test('waivers and overrides of all layers hold, each at its own line', () => {
    const waiver = (cause: string) => `waivers:\n  - { cause: ${cause}, reason: r, owner: o, expires: 2027-01-01 }\n`;
    const { policy, at } = layers(
      `${waiver('proxy-off')}overrides:\n  - { when: { os: linux }, env: { GOFLAGS: { equals: "" } } }\n`,
      waiver('several-go'),
    );
    expect(policy.waivers.map(({ cause }) => cause)).toEqual(['proxy-off', 'several-go']);
    expect(at(['waivers', 1])).toMatchObject({ file: 'b.yml', line: 3 });
    expect(at(['overrides', 0, 'env', 'GOFLAGS', 0, 'equals'], 'key')).toMatchObject({ file: 'a.yml', line: 5, column: 46 });
  });

  test('mistakes of every layer are told, each in its file', () => {
    expect(mistakes('smok: {}\n', 'targets: [x]\n')).toEqual([
      'a.yml:2:1: unknown key "smok"; did you mean "smoke"?',
      'b.yml:2:11: "targets.0" is "x", which is not GOOS/GOARCH, such as linux/amd64',
    ]);
  });
});

describe('a locked rule can only be made stricter', () => {
  const LOCKED = 'env: { GOFLAGS: { not: [-x], one-of: [a, b], level: warning, locked: true } }\n';

  test.each([
    'env: { GOFLAGS: { not: [-x, -v] } }\n',
    'env: { GOFLAGS: { one-of: [a] } }\n',
    'env: { GOFLAGS: { single: true, message: m, fix: f } }\n',
    'env: { GOFLAGS: { level: error } }\n',
    'levels: { go-env-policy: error, env.GOFLAGS: error }\n',
    'waivers: [{ cause: several-go, reason: r, owner: o, expires: 2027-01-01 }]\n',
  ])('%s', (above) => {
    expect(mistakes(LOCKED, above)).toEqual([]);
  });

  test.each([
    ['env: { GOFLAGS: null }\n', 'b.yml:2:8: env.GOFLAGS is locked by a.yml; it cannot be taken away'],
    ['env: { GOFLAGS: { not: null } }\n', 'b.yml:2:19: env.GOFLAGS is locked by a.yml; not cannot be taken away'],
    ['env: { GOFLAGS: { not: -v } }\n', 'b.yml:2:19: env.GOFLAGS is locked by a.yml; not can only be made stricter'],
    ['env: { GOFLAGS: { one-of: [a, c] } }\n', 'b.yml:2:19: env.GOFLAGS is locked by a.yml; one-of can only be made stricter'],
    ['env: { GOFLAGS: { level: note } }\n', 'b.yml:2:19: env.GOFLAGS is locked by a.yml; level cannot be lower than warning'],
    ['env: { GOFLAGS: { locked: false } }\n', 'b.yml:2:19: env.GOFLAGS is locked by a.yml; locked stays true'],
    ['levels: { env.GOFLAGS.not: off }\n', 'b.yml:2:11: the level of env.GOFLAGS.not cannot be lowered: a.yml locks it'],
    ['levels: { go-env-policy: note }\n', 'b.yml:2:11: the level of go-env-policy cannot be lowered: a.yml locks it'],
    [
      'overrides: [{ when: { os: linux }, levels: { env.GOFLAGS: off } }]\n',
      'b.yml:2:46: the level of env.GOFLAGS cannot be lowered: a.yml locks it',
    ],
    [
      'waivers: [{ rule: env.GOFLAGS, reason: r, owner: o, expires: 2027-01-01 }]\n',
      'b.yml:2:11: env.GOFLAGS cannot be waived: a.yml locks it',
    ],
  ])('%s', (above, message) => {
    expect(mistakes(LOCKED, above)).toEqual([message]);
  });
});

describe('what a policy extends', () => {
  const read =
    (files: Record<string, string>): ReadSource =>
    async (source) => {
      const name = 'file' in source ? source.file : `${source.repository}/${source.path}@${source.ref}`;
      const text = files[name];
      return text === undefined ? { error: 'it is not there' } : { text, shown: name };
    };
  const names = async (files: Record<string, string>) =>
    (await collectLayers({ file: 'p.yml', text: files['/r/p.yml'] ?? '' }, { file: '/r/p.yml' }, read(files))).map(({ file }) => file);

  test('the lowest first, the policy itself last, and what is named twice once', async () => {
    expect(
      await names({
        '/r/p.yml': 'extends: [a.yml, sub/b.yml]\n',
        '/r/a.yml': 'extends: base.yml\n',
        '/r/sub/b.yml': 'extends: ../base.yml\n',
        '/r/base.yml': '{}\n',
      }),
    ).toEqual(['/r/base.yml', '/r/a.yml', '/r/sub/b.yml', 'p.yml']);
  });

  test('a file of another repository stands on files of that repository', async () => {
    expect(
      await names({
        '/r/p.yml': 'extends: acme/policies/go/strict.yml@v1\n',
        'acme/policies/go/strict.yml@v1': 'extends: ../base.yml\n',
        'acme/policies/base.yml@v1': '{}\n',
      }),
    ).toEqual(['acme/policies/base.yml@v1', 'acme/policies/go/strict.yml@v1', 'p.yml']);
  });

  test.each([
    ['gone.yml', {}, 'p.yml:1:10: extends "gone.yml": it is not there'],
    [
      'a.yml',
      { '/r/a.yml': 'extends: p.yml\n' },
      '/r/a.yml:1:10: extends "p.yml": it extends itself, or what it stands on extends it; expected layers that end',
    ],
    ['acme/policies/../../x@v1', {}, 'p.yml:1:10: extends "acme/policies/../../x@v1": the path leaves its repository'],
    [
      'acme/policies/a.yml@v1',
      { 'acme/policies/a.yml@v1': 'extends: ../../etc/passwd\n' },
      'acme/policies/a.yml@v1:1:10: extends "../../etc/passwd": the path leaves acme/policies; expected a file of it',
    ],
    ['a.yml', { '/r/a.yml': 'a: [\n' }, /^\/r\/a\.yml:2:1: not valid YAML/],
  ])('%s', async (reference, files, message) => {
    await expect(names({ '/r/p.yml': `extends: ${reference}\n`, ...files })).rejects.toThrow(message);
  });
});
