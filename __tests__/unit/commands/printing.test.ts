import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { CAUSES } from '../../../src/causes/index.js';
import { parseArguments, UsageError } from '../../../src/commands/arguments.js';
import { diagnose } from '../../../src/commands/diagnose.js';
import { explain } from '../../../src/commands/explain.js';
import { Diagnosis } from '../../../src/model/diagnosis.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'delve-gate-test-'));
  mkdirSync(join(folder, 'docs', 'causes'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

const text = { output: undefined, colour: false, format: 'text' as const };

describe('the arguments of commands that only print', () => {
  test.each([
    [['diagnose'], { command: 'diagnose', file: '-', format: 'text' }],
    [['diagnose', 'build.log', '--format=json'], { command: 'diagnose', file: 'build.log', format: 'json' }],
    [['explain'], { command: 'explain', cause: undefined, format: 'text' }],
    [['explain', 'proxy-off'], { command: 'explain', cause: 'proxy-off' }],
    [['tree', '--format', 'mermaid'], { command: 'tree', format: 'mermaid' }],
  ])('%j', (argv, expected) => expect(parseArguments(argv)).toMatchObject(expected));

  test.each([
    [['diagnose', 'a', 'b'], 'unexpected argument "b"; diagnose takes one file'],
    [['tree', 'host'], 'unexpected argument "host"; tree takes no name'],
    [['explain', '--policy', 'p'], 'explain takes no --policy'],
    [['tree', '--format', 'sarif'], '--format "sarif" is unknown; expected text, mermaid, json'],
  ])('%j: %s', (argv, message) => expect(() => parseArguments(argv)).toThrow(message));
});

describe('explain', () => {
  const page = '# A *title*\n\n<!-- made -->\nSee [this](x.md), and `that`.\n\n```sh\nunset GOROOT\n```\n';

  test('without a name lists every cause', () => {
    const list = explain({ ...text, command: 'explain', cause: undefined }, folder);
    for (const { id } of CAUSES) expect(list).toMatch(new RegExp(`^  ${id} +\\S`, 'm'));
  });

  test('prints the page of a cause without the marks of Markdown; by another of its names, too', () => {
    writeFileSync(join(folder, 'docs', 'causes', 'dlv-bug.md'), page);
    const printed = 'A *title*\n\nSee this, and that.\n\n    unset GOROOT\n';
    for (const cause of ['dlv-bug', 'dlv-crashed']) expect(explain({ ...text, command: 'explain', cause }, folder)).toBe(printed);
    expect(explain({ ...text, format: 'markdown', command: 'explain', cause: 'dlv-bug' }, folder)).toBe(page);
  });

  test('of a mistyped name says what may be meant', () => {
    expect(() => explain({ ...text, command: 'explain', cause: 'proxi-off' }, folder)).toThrow('(did you mean proxy-off?)');
    expect(() => explain({ ...text, command: 'explain', cause: 'nothing-like-that-at-all' }, folder)).toThrow(/is no cause; delve-gate/);
  });
});

describe('diagnose', () => {
  const log = (bytes: Buffer | string) => {
    const file = join(folder, 'log');
    writeFileSync(file, bytes);
    return diagnose({ ...text, format: 'json', command: 'diagnose', file });
  };
  const first = (json: string) => Diagnosis.parse(JSON.parse(json)).causes[0]?.cause;

  test('reads a file, of PowerShell as of others', () => {
    const said = 'bash: dlv: command not found\n';
    expect(first(log(said))).toBe('dlv-not-on-path');
    expect(first(log(Buffer.from(`\ufeff${said}`, 'utf16le')))).toBe('dlv-not-on-path');
  });

  test('calls unknown what it does not know, and says what would tell', () => {
    const unknown = Diagnosis.parse(JSON.parse(log('all is well\n')));
    expect(unknown.causes).toEqual([]);
    expect(unknown.decide).toHaveLength(1);
    const file = join(folder, 'log');
    expect(diagnose({ ...text, command: 'diagnose', file })).toMatch(/^delve-gate {2}unknown: /);
  });

  test('of a file that is not there is wrong use', () => {
    const missing = () => diagnose({ ...text, command: 'diagnose', file: join(folder, 'nothing') });
    expect(missing).toThrow(UsageError);
    expect(missing).toThrow(/cannot be read \(ENOENT\); expected a log/);
  });

  test('of hostile text prints no control codes and no Markdown of its own', () => {
    const hostile = '\u001b]0;pwned\u0007bash: dlv: command not found \u202e<img src=x>|`x`\n';
    writeFileSync(join(folder, 'log'), hostile);
    const file = join(folder, 'log');
    const page = diagnose({ ...text, command: 'diagnose', file });
    expect(page).not.toMatch(/[\u001b\u202e]/);
    expect(diagnose({ ...text, format: 'markdown', command: 'diagnose', file })).not.toContain('<img');
  });
});
