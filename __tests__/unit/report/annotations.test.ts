import { describe, expect, it } from '@jest/globals';
import { workflowCommand } from '../../../src/github/workflow-command.js';
import { annotations } from '../../../src/report/annotations.js';
import { resultOf } from '../../../src/report/result.js';
import { finding, HOSTILE, report } from './sample.js';

const many = (count: number, level: 'error' | 'warning' | 'note') =>
  Array.from({ length: count }, (_, at) => finding({ level, cause: `${level}-${at + 1}` }));

describe('annotations', () => {
  it('say what was found, what was expected and what to do, at the line', () => {
    const location = { file: '/w/repo/.github/workflows/ci.yml', line: 7, column: 5, endLine: 7, endColumn: 12 };
    const [made] = annotations(
      resultOf(report({ findings: [finding({ location, fix: ['one', 'two'], consequences: ['no-locals'] })] })),
      '/w/repo',
    );
    expect(made).toEqual({
      level: 'error',
      title: 'delve-gate debug-info-stripped: The program carries no debug information',
      message:
        'found: GOFLAGS holds -ldflags=-s\nexpected: a program with DWARF\nfix: one\n     two\nbreaks: no-locals\nmore: https://example.org/causes/x.md',
      file: '.github/workflows/ci.yml',
      line: 7,
      column: 5,
      endLine: 7,
    });
  });

  it('name the place in words when it is outside of the workspace', () => {
    const location = { file: '/home/gopher/.config/go/env', line: 2 };
    const [made] = annotations(resultOf(report({ findings: [finding({ location })] })), '/w/repo');
    expect(made).not.toHaveProperty('file');
    expect(made?.message).toContain('\nat: /home/gopher/.config/go/env:2\n');
  });

  it.each([
    [9, 9, undefined],
    [10, 9, '+2 more in the job summary'],
    [30, 9, '+22 more in the job summary'],
  ])('of %d errors show %d, for GitHub drops what goes beyond ten', (count, shown, last) => {
    const made = annotations(resultOf(report({ findings: many(count, 'error') })), '/w');
    expect(made).toHaveLength(shown);
    expect(made.map((each) => each.title.split(/[ :]+/)[1]).slice(0, 8)).toEqual(many(8, 'error').map((each) => each.cause));
    if (last !== undefined) expect(made.at(-1)).toEqual({ level: 'error', title: 'delve-gate', message: last });
  });

  it('count each level for itself, the gravest first', () => {
    const made = annotations(resultOf(report({ findings: [...many(12, 'note'), ...many(12, 'warning'), ...many(2, 'error')] })), '/w');
    const count = (level: string) => made.filter((each) => each.level === level).length;
    expect([count('error'), count('warning'), count('notice')]).toEqual([2, 9, 9]);
    expect(made[0]?.level).toBe('error');
    expect(made.at(-1)?.level).toBe('notice');
  });

  it('carry a hostile value on one line, as text', () => {
    const [made] = annotations(resultOf(report({ findings: [finding({ found: HOSTILE, title: HOSTILE })] })), '/w');
    if (!made) throw new Error('no annotation');
    expect(made.message.split('\n').map((line) => line.split(':')[0])).toEqual(['found', 'expected', 'fix', 'more']);
    expect(made.message).toContain('\\u{a}::error file=main.go::pwned\\u{d}%0A\\u{1b}[2J\\u{202e}');
    const command = workflowCommand(made);
    expect(command).not.toMatch(/[\r\n\u001b\u202e]/);
    expect(command.slice(0, command.indexOf('::', 2)).split(',')).toHaveLength(1);
    expect(command).toContain('%250A');
  });

  it('are never too long, and a long value hides no fix', () => {
    const [made] = annotations(resultOf(report({ findings: [finding({ found: 'x'.repeat(100_000) })] })), '/w');
    expect(made?.message.length).toBeLessThan(4000);
    expect(made?.message).toContain('…\nexpected: a program with DWARF\nfix: remove GOFLAGS\n');
    const [worst] = annotations(resultOf(report({ findings: [finding({ fix: Array(9).fill('x'.repeat(10_000)) })] })), '/w');
    expect(worst?.message).toHaveLength(4000);
  });
});
