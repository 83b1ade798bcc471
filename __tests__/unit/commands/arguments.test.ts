import { describe, expect, test } from '@jest/globals';
import { parseArguments, UsageError } from '../../../src/commands/arguments.js';
import { exitCode } from '../../../src/commands/exit.js';
import type { Finding } from '../../../src/model/report.js';

describe('the command line', () => {
  test('check with nothing else', () => {
    expect(parseArguments(['check'])).toMatchObject({
      command: 'check',
      dir: '.',
      targets: [],
      only: ['env', 'dlv', 'smoke'],
      format: 'text',
      failOn: 'error',
      write: [],
    });
  });

  test('every option', () => {
    const args = parseArguments([
      'check',
      '--policy',
      'p.yml',
      '--dir=x',
      '--target',
      'linux/arm64',
      '--target',
      'linux/386',
      '--only',
      'env,dlv',
      '--format',
      'json',
      '--output',
      'o',
      '--write',
      'sarif=a=b.sarif',
      '--write=junit=out/r.xml',
      '--fail-on',
      'never',
      '--quiet',
      '--no-color',
    ]);
    expect(args).toEqual({
      command: 'check',
      policy: 'p.yml',
      layers: [],
      dir: 'x',
      targets: ['linux/arm64', 'linux/386'],
      only: ['env', 'dlv'],
      format: 'json',
      output: 'o',
      write: [
        { format: 'sarif', file: 'a=b.sarif' },
        { format: 'junit', file: 'out/r.xml' },
      ],
      failOn: 'never',
      quiet: true,
      colour: false,
    });
  });

  test.each([
    [['chek'], 'unknown command "chek"; expected: check, plan, gate, diagnose, explain, tree, env, policy'],
    [['check', 'dir'], 'unexpected argument "dir"; check takes options only (a folder is --dir dir)'],
    [
      ['check', '--format', 'xml'],
      '--format "xml" is unknown; expected text, json, github, markdown, html, sarif, junit, code-quality, azure, rdjson',
    ],
    [['check', '--only', 'env,smok'], '--only "smok" is unknown; expected env, dlv, smoke'],
    [['check', '--target', 'arm64'], '--target "arm64" is not GOOS/GOARCH, such as linux/amd64'],
    [['plan', 'dir'], 'unexpected argument "dir"; plan takes options only (a folder is --dir dir)'],
    [['plan', '--only', 'env'], 'plan takes no --only'],
    [['plan', '--fail-on', 'never'], 'plan takes no --fail-on'],
    [['plan', '--leg', 'x'], 'plan takes no --leg'],
    [['plan', '--write', 'json=p'], 'plan takes no --write'],
    [['tree', '--write', 'json=p'], 'tree takes no --write'],
    [['check', '--write', 'sarif'], '--write "sarif" names no file; expected FORMAT=FILE, such as sarif=delve-gate.sarif'],
    [['check', '--write', 'sarif='], '--write "sarif=" names no file; expected FORMAT=FILE, such as sarif=delve-gate.sarif'],
    [
      ['check', '--write', 'serif=x'],
      'the format of --write "serif" is unknown; expected text, json, github, markdown, html, sarif, junit, code-quality, azure, rdjson',
    ],
    [
      ['gate', '--plan', 'p', 'r', '--write', 'sarif=x', '--write', 'junit=./x'],
      '--write names "./x", which is written already; expected a file of its own',
    ],
    [['check', '--output', 'x', '--write', 'sarif=x'], '--write names "x", which is written already; expected a file of its own'],
    [['check', '--plan', 'p.json'], 'check takes no --plan'],
    [['gate', 'reports'], 'gate has no --plan; expected the file that delve-gate plan wrote'],
    [['gate', '--plan', 'p.json'], 'gate has no reports; expected files, or a folder with the reports of all legs'],
    [['plan', '--format', 'markdown'], '--format "markdown" is unknown; expected json, text'],
    [['plan', '--target', 'arm64'], '--target "arm64" is not GOOS/GOARCH, such as linux/amd64'],
    [['check', '--fail-on', 'errors'], '--fail-on "errors" is unknown; expected error, warning, never'],
  ])('%j is refused: %s', (argv, message) => {
    expect(() => parseArguments(argv)).toThrow(new UsageError(message));
  });

  test('plan', () => {
    expect(parseArguments(['plan'])).toEqual({
      command: 'plan',
      dir: '.',
      targets: [],
      policy: undefined,
      layers: [],
      output: undefined,
      format: 'json',
    });
    expect(parseArguments(['plan', '--policy', 'p.yml', '--target=linux/arm64', '--format=text', '--quiet'])).toMatchObject({
      policy: 'p.yml',
      targets: ['linux/arm64'],
      format: 'text',
    });
  });

  test('an unknown option is refused by name', () => {
    expect(() => parseArguments(['check', '--polcy', 'x'])).toThrow(/--polcy/);
  });

  test('help and version', () => {
    expect([[], ['help'], ['check', '--help'], ['-h']].map((argv) => parseArguments(argv).command)).toEqual([
      'help',
      'help',
      'help',
      'help',
    ]);
    expect(parseArguments(['--version'])).toEqual({ command: 'version' });
  });
});

describe('the exit code', () => {
  const warning = [{ level: 'warning' } as Finding];
  test.each([
    ['pass', [], 'error', 0],
    ['fail', [], 'error', 1],
    ['fail', [], 'never', 0],
    ['error', [], 'never', 3],
    ['error', [], 'error', 3],
    ['pass', warning, 'error', 0],
    ['pass', warning, 'warning', 1],
  ] as const)('%s with --fail-on', (verdict, findings, failOn, code) => {
    expect(exitCode({ verdict, findings: [...findings] }, failOn)).toBe(code);
  });
});
