import { describe, expect, it } from '@jest/globals';
import { logProgress } from '../../../src/github/progress.js';
import { workflowCommand } from '../../../src/github/workflow-command.js';
import { parseCommand } from '../../support/act.js';

const base = { level: 'error', title: 'delve-gate x', message: 'm' } as const;

describe('a workflow command', () => {
  it('has its properties in order, without those that are not there', () => {
    expect(workflowCommand({ ...base, file: 'a.yml', line: 3, column: 5, endLine: 4 })).toBe(
      '::error title=delve-gate x,file=a.yml,line=3,col=5,endLine=4::m',
    );
    expect(workflowCommand({ ...base, level: 'notice' })).toBe('::notice title=delve-gate x::m');
  });

  it.each([
    ['line ends', 'a\r\nb\n::error::c'],
    ['percent signs, also those of an escape', '100% %0A %250A %3A'],
    ['the end of a command', 'x::y::z'],
    ['what parts properties', 'a,line=99,title=b: c'],
    ['the old form', '##[error]x'],
  ])('hands %s through its escapes unchanged, on one line', (_, hostile) => {
    const command = workflowCommand({ level: 'warning', title: hostile, message: hostile, file: hostile, line: 1 });
    expect(command).not.toMatch(/[\r\n]/);
    expect(parseCommand(command)).toEqual({ name: 'warning', properties: { title: hostile, file: hostile, line: '1' }, data: hostile });
  });
});

describe('progress in the log', () => {
  it('is whole lines that no runner reads as a command', () => {
    const lines: string[] = [];
    logProgress((text) => lines.push(text))('::error::a\n##[error]b\u001b[2J');
    expect(lines).toEqual(['delve-gate: ::error::a\\u{a}# #[error]b\\u{1b}[2J\n']);
  });

  it('comes every two seconds at most, and never twice the same', () => {
    const lines: string[] = [];
    let now = 0;
    const say = logProgress(
      (text) => lines.push(text),
      () => now,
    );
    for (const [at, text] of [
      [0, 'a'],
      [1000, 'b'],
      [2000, 'a'],
      [2000, 'c'],
      [3999, 'd'],
      [4000, 'e'],
    ] as const) {
      now = at;
      say(text);
    }
    expect(lines).toEqual(['delve-gate: a\n', 'delve-gate: c\n', 'delve-gate: e\n']);
  });
});
