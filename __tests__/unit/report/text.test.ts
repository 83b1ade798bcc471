import { describe, expect, it } from '@jest/globals';
import { toText } from '../../../src/report/text.js';
import { check, finding, HOSTILE, report } from './sample.js';

const LONG = `${'/a-very/long'.repeat(20)} ${'word '.repeat(60)}`;
const ESCAPES = /\u001b\[\d+m/g;

const passing = report();
const failing = report({
  policy: { file: LONG, sha256: null, base: null },
  checks: [
    check({ status: 'fail', reason: LONG, ms: 123_456 }),
    check({ name: 'smoke/exec', subject: LONG, status: 'skipped', reason: HOSTILE }),
  ],
  findings: [
    finding({
      title: LONG,
      found: LONG,
      expected: HOSTILE,
      fix: [LONG, HOSTILE],
      evidence: [{ what: LONG, value: `${LONG}\n${HOSTILE}` }],
      location: { file: LONG, line: 1, column: 2 },
      consequences: Array.from({ length: 30 }, (_, at) => `cause-${at}`),
    }),
    ...(['host', 'go', 'env', 'toolchain', 'install', 'dlv', 'launch', 'attach', 'breakpoint', 'detach'] as const).map((link) =>
      finding({ link }),
    ),
  ],
});

describe('the page for a terminal', () => {
  it('shows a pass in few lines', () => {
    expect(toText(passing, { colour: false, width: 100 })).toBe(`delve-gate  linux/amd64 · Go 1.26.8 · Delve 1.27.2 · policy delve-gate.yml

  ✓ env                              nothing that breaks a debug build
  ✓ dlv                              1.27.2 from the tool cache, proved
  ✓ smoke/exec  ./cmd/app     90 ms  stopped in main.greet, line 6; 1 variable read

  host → go → env → toolchain → install → dlv → build → launch → attach → breakpoint → detach

pass: a person can debug here  (1.23 s)
`);
  });

  it('says what was found, what was expected, what to do, and where', () => {
    const one = finding({
      location: { file: '.github/workflows/ci.yml', line: 7, column: 7 },
      evidence: [{ what: 'GOFLAGS', value: '-ldflags=-s' }],
    });
    const page = toText(report({ findings: [one] }), { colour: false, width: 100 });
    expect(page).toContain(`✗ debug-info-stripped  error · link build
    The program carries no debug information
    found     GOFLAGS holds -ldflags=-s
    expected  a program with DWARF
    fix       remove GOFLAGS
    at        .github/workflows/ci.yml:7:7
    seen      GOFLAGS: -ldflags=-s
`);
    expect(page).toMatch(/^fail: the link "build" is broken \(debug-info-stripped\)/m);
  });

  it.each([100, 80, 72])('fits %d columns, however long the values are', (width) => {
    for (const colour of [false, true]) {
      const lines = toText(failing, { colour, width }).replace(ESCAPES, '').split('\n');
      expect(lines.filter((line) => line.length > width)).toEqual([]);
    }
  });

  it('loses no character of a long value that has to be copied', () => {
    const words = 'x'.repeat(300);
    const page = toText(report({ findings: [finding({ fix: [words] })] }), { colour: false, width: 100 });
    expect(page.replace(/[^x]/g, '').length).toBeGreaterThanOrEqual(300);
  });

  it('holds no escape sequence without colour, whatever the values hold', () => {
    expect(toText(failing, { colour: false, width: 100 })).not.toMatch(/[\u001b\u009b\u202e\r]/);
  });

  it('colours by level, and ends each colour on its own line', () => {
    const page = toText(failing, { colour: true, width: 100 });
    expect(page).toMatch(ESCAPES);
    expect(page.replace(ESCAPES, '')).toBe(toText(failing, { colour: false, width: 100 }));
    const ends: Record<string, string> = { 1: '22', 2: '22', 31: '39', 32: '39', 33: '39', 36: '39' };
    for (const line of page.split('\n')) {
      const codes = [...line.matchAll(/\u001b\[(\d+)m/g)].map((match) => match[1] as string);
      const opened = codes.filter((code) => code in ends).map((code) => ends[code]);
      expect(codes.filter((code) => !(code in ends)).sort()).toEqual(opened.sort());
    }
  });

  it.each([
    ['error', 'error: not everything that the policy asks for could be checked'],
    ['pass', 'pass: a person can debug here'],
  ] as const)('ends with the verdict %s', (verdict, words) => {
    expect(toText(report({ verdict }), { colour: false, width: 100 })).toContain(`\n${words}`);
  });
});
