import { describe, expect, it } from '@jest/globals';
import { azure } from '../../../src/report/azure.js';
import { resultOf } from '../../../src/report/result.js';
import { HOSTILE, hostileResult } from './hostile.js';
import { finding, report } from './sample.js';

interface Command {
  name: string;
  properties: Record<string, string>;
  message: string;
}

/** A line as an agent reads it: from the first `##vso[` wherever it stands, to the first `]`. The escapes are those of azure-pipelines-task-lib. */
function read(line: string): Command | undefined {
  const from = line.toLowerCase().indexOf('##vso[');
  if (from < 0) return undefined;
  const to = line.indexOf(']', from);
  const [name = '', rest = ''] = line.slice(from + 6, to).split(/ (.*)/s);
  const pairs = rest.split(';').flatMap((pair) => (pair.trim() === '' ? [] : [pair.split(/=(.*)/s).slice(0, 2) as [string, string]]));
  const data = (text: string) => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n');
  const properties = pairs.map(([key, value]) => [
    key,
    data(value).replaceAll('%5D', ']').replaceAll('%3B', ';').replaceAll('%AZP25', '%'),
  ]);
  return { name, properties: Object.fromEntries(properties), message: data(line.slice(to + 1)).replaceAll('%AZP25', '%') };
}

const commands = (text: string) => text.split('\n').flatMap((line) => read(line) ?? []);

describe('logging commands of Azure', () => {
  it('tell a finding at its line, and end the task', () => {
    const location = { file: 'a;b]/100%.yml', line: 7, column: 5 };
    const text = azure(resultOf(report({ findings: [finding({ location, fix: ['100%', 'then'] })] })));
    expect(text.split('\n')[0]).toBe(
      '##vso[task.logissue type=error;sourcepath=a%3Bb%5D/100%AZP25.yml;linenumber=7;columnnumber=5;code=debug-info-stripped;]delve-gate: The program carries no debug information%0Afound: GOFLAGS holds -ldflags=-s%0Aexpected: a program with DWARF%0Afix: 100%AZP25%0A     then%0Amore: https://example.org/causes/x.md',
    );
    expect(commands(text)).toEqual([
      {
        name: 'task.logissue',
        properties: { type: 'error', sourcepath: 'a;b]/100%.yml', linenumber: '7', columnnumber: '5', code: 'debug-info-stripped' },
        message: expect.stringContaining('fix: 100%\n     then\n'),
      },
      { name: 'task.complete', properties: { result: 'Failed' }, message: 'delve-gate: fail' },
    ]);
  });

  it('have warnings, lines for notes, and no file for what is in none', () => {
    const text = azure(resultOf(report({ findings: [finding({ level: 'warning' }), finding({ level: 'note' })] })));
    expect(commands(text)).toEqual([
      {
        name: 'task.logissue',
        properties: { type: 'warning', code: 'debug-info-stripped' },
        message: expect.not.stringContaining('shown at'),
      },
    ]);
    expect(text.split('\n')[1]).toMatch(/^delve-gate note: delve-gate: The program/);
  });

  it('end the task when the run fails, and only then', () => {
    const failed = resultOf(report({ findings: [finding()] }));
    expect(azure(failed, false)).not.toContain('task.complete');
    expect(azure(resultOf(report()), true)).toContain('task.complete');
    expect(azure(resultOf(report()))).toBe('');
    expect(commands(azure(resultOf(report({ verdict: 'error', checks: [] })))).map(({ name }) => name)).toEqual([
      'task.logissue',
      'task.complete',
    ]);
  });

  it.each(HOSTILE.map((text) => [text.slice(0, 30), text]))('of %j are ours alone', (_, text) => {
    for (const kind of ['check', 'gate'] as const) {
      const made = azure(hostileResult(text, kind));
      expect(made.split('\n')).toHaveLength(6);
      const all = commands(made);
      expect(all.map(({ name }) => name)).toEqual(['task.logissue', 'task.logissue', 'task.logissue', 'task.complete']);
      for (const { properties } of all.slice(0, 3)) {
        expect(['error', 'warning']).toContain(properties.type);
        expect(['type', 'sourcepath', 'linenumber', 'columnnumber', 'code']).toEqual(expect.arrayContaining(Object.keys(properties)));
      }
      // Nor where an agent prints a message again, line by line.
      for (const { message } of all) expect(message).not.toMatch(/##(vso)?\[/i);
    }
  });
});
