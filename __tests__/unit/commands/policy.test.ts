import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parseArguments, UsageError } from '../../../src/commands/arguments.js';
import type { PolicyArguments } from '../../../src/commands/policy/arguments.js';
import { testPolicy } from '../../../src/commands/policy/test.js';
import { PolicyError } from '../../../src/policy/mistake.js';

describe('the arguments of delve-gate policy', () => {
  test.each([
    [['policy', 'test', 'env.json'], { name: 'test', subject: 'env.json', policy: undefined, format: 'text' }],
    [['policy', 'test', '-', '--policy', 'p.yml', '--format=json'], { subject: '-', policy: 'p.yml', format: 'json' }],
    [['policy', 'check', 'p.yml'], { name: 'check', subject: undefined, policy: 'p.yml' }],
    [['policy', 'show'], { name: 'show', policy: undefined }],
  ])('%j', (argv, expected) => expect(parseArguments(argv)).toMatchObject({ command: 'policy', ...expected }));

  test.each([
    [['policy'], 'policy has no command; expected policy check, show, init, test'],
    [['policy', 'tets'], 'policy "tets" is unknown; expected check, show, init, test'],
    [['policy', 'test'], 'policy test has no document; expected a file that go env -json wrote, or - for standard input'],
    [['policy', 'test', 'a', 'b'], 'unexpected argument "b"; policy test takes DOCUMENT'],
    [['policy', 'init', 'a'], 'unexpected argument "a"; policy init takes options only'],
    [['policy', 'check', 'a', '--policy', 'b'], 'policy check has two policies, "a" and --policy "b"; expected one'],
    [['policy', 'test', 'a', '--format', 'sarif'], '--format "sarif" is unknown; expected text, json'],
  ])('%j: %s', (argv, message) => expect(() => parseArguments(argv)).toThrow(new UsageError(message)));
});

describe('delve-gate policy test', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'delve-gate-test-'));
    writeFileSync(join(folder, 'p.yml'), 'version: 1\nenv:\n  GOFLAGS:\n    equals: ""\n  GOCACHE:\n    writable: true\n');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const run = (document: string | Buffer, more: string[] = []) => {
    writeFileSync(join(folder, 'env.json'), document);
    const argv = ['policy', 'test', join(folder, 'env.json'), '--policy', join(folder, 'p.yml'), ...more];
    return testPolicy({ args: parseArguments(argv) as PolicyArguments, dir: folder });
  };

  test('tells the line of the policy, what was found and what is expected', async () => {
    const { text, code } = await run('{"GOFLAGS":"-mod=mod\\u001b[31m","GOCACHE":"/c"}');
    expect(code).toBe(1);
    expect(text.replaceAll(folder, '')).toBe(
      [
        '/p.yml:4:5: GOFLAGS is "-mod=mod\\u{1b}[31m"; expected empty',
        '/p.yml:6:5: env.GOCACHE.writable is not judged: a document of go env does not say whether the folder can be written to; delve-gate check does',
        '1 judged, 1 violation, 1 not judged',
        '',
      ].join('\n'),
    );
  });

  test('what could not be judged is no pass', async () => {
    expect((await run('{"GOFLAGS":"","GOCACHE":"/c"}')).code).toBe(3);
    writeFileSync(join(folder, 'p.yml'), 'version: 1\nenv: { GOFLAGS: { equals: "" } }\n');
    expect(await run('{"GOFLAGS":""}')).toEqual({ text: '1 judged, 0 violations\n', code: 0 });
  });

  test('as JSON', async () => {
    const made = JSON.parse((await run('{"GOFLAGS":"x","GOCACHE":"/c"}', ['--format', 'json'])).text);
    expect(made).toMatchObject({ schema: 'delve-gate/policy-test/1', verdict: 'fail', judged: 1 });
    expect(made.violations).toEqual([
      {
        variable: 'GOFLAGS',
        part: 'equals',
        location: { file: join(folder, 'p.yml'), line: 4, column: 5, endLine: 4, endColumn: 11 },
        found: 'x',
        expected: 'empty',
      },
    ]);
  });

  test.each([
    ['', /is not JSON .*; expected what go env -json writes/],
    ['GOFLAGS=""', /is not JSON/],
    ['[]', /is JSON but no object/],
    ['{"GOFLAGS":1}', /"GOFLAGS" is a number, not a string/],
    [Buffer.alloc(5 << 20, ' '), /has 5242880 bytes, and at most 4194304 are read/],
  ])('of another document is wrong use: %#', async (document, message) => {
    await expect(run(document)).rejects.toThrow(UsageError);
    await expect(run(document)).rejects.toThrow(message);
  });

  test('of a document that is not there is wrong use, and of a wrong policy a mistake in it', async () => {
    rmSync(join(folder, 'env.json'), { force: true });
    const argv = ['policy', 'test', join(folder, 'env.json'), '--policy', join(folder, 'p.yml')];
    await expect(testPolicy({ args: parseArguments(argv) as PolicyArguments, dir: folder })).rejects.toThrow(/cannot be read \(ENOENT\)/);
    writeFileSync(join(folder, 'p.yml'), 'version: 2\n');
    await expect(run('{}')).rejects.toThrow(PolicyError);
  });

  test('a name of the document that objects have by themselves is a name like others', async () => {
    expect((await run('{"__proto__":"x","constructor":"y","GOFLAGS":"","GOCACHE":"/c"}')).code).toBe(3);
  });
});
