import { describe, expect, test } from '@jest/globals';
import { chainOf } from '../../../src/report/chain.js';
import { pageOfOurs } from '../../../src/report/pages.js';
import { picture } from '../../../src/report/picture.js';
import { gateFinding } from './gate-sample.js';
import { check, report } from './sample.js';

const drawn = (findings: Parameters<typeof picture>[1], checks = report().checks) =>
  picture(chainOf({ findings, checks }), findings).filter((line) => /^ {2}(?!classDef)/.test(line));

describe('the chain as Mermaid draws it', () => {
  test('has neighbours that stand alike in one box, in equal parts', () => {
    const attach = check({ name: 'smoke/attach' });
    expect(drawn([], [...report().checks, check({ name: 'build' }), attach])).toEqual([
      '  host["host ✓<br>go ✓<br>env ✓<br>toolchain ✓"]:::holds',
      '  install["install ✓<br>dlv ✓<br>build ✓<br>launch ✓"]:::holds',
      '  attach["attach ✓<br>breakpoint ✓<br>detach ✓"]:::holds',
      '  host --> install --> attach',
    ]);
    expect(drawn([], [])).toEqual([
      expect.stringMatching(/^ {2}host\["host<br>/),
      expect.any(String),
      expect.any(String),
      expect.any(String),
    ]);
  });

  test('has a box for each broken link, with its consequences behind it', () => {
    const [first, ...more] = drawn([gateFinding({ consequences: ['no-locals', 'smoke-failed'] })], []);
    expect(first).toBe('  host["host<br>go<br>env"]:::unproved');
    expect(more).toContain('  build["build ✗"]:::broken');
    expect(more).toContain('  host --> toolchain --> build --> launch');
    expect(more.slice(-2)).toEqual(['  build -.-> c0_0["no-locals"]:::consequence', '  build -.-> c0_1["smoke-failed"]:::consequence']);
  });

  test.each(['x"]:::broken', 'a\n  click host "javascript:alert(1)"', '```', '<img>', 'a'.repeat(61), ''])(
    'draws no name like %j',
    (cause) => {
      expect(drawn([gateFinding({ consequences: [cause] })]).join('\n')).not.toContain('-.->');
    },
  );

  test('draws a few of many', () => {
    const consequences = Array.from({ length: 100 }, (_, at) => `cause-${at}`);
    expect(drawn(Array.from({ length: 20 }, () => gateFinding({ consequences }))).filter((line) => line.includes('-.->'))).toHaveLength(24);
  });
});

test.each([
  ['https://github.com/delve-gate/delve-gate/blob/main/docs/gate.md#leg-missing', true],
  ['https://github.com/delve-gate/delve-gate/blob/main/docs/causes/x.md', true],
  ['https://github.com/delve-gate/delve-gate/blob/main/docs/../../x.md', false],
  ['https://github.com/delve-gate/delve-gate/blob/main/docs/x.md\n', false],
  ['https://github.com/delve-gate/delve-gate.evil/blob/main/docs/x.md', false],
  [' https://github.com/delve-gate/delve-gate/blob/main/docs/x.md', false],
  ['javascript:https://github.com/delve-gate/delve-gate/blob/main/docs/x.md', false],
])('%j is a page of ours: %j', (page, ours) => expect(pageOfOurs(page)).toBe(ours ? page : undefined));
