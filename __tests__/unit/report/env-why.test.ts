import { describe, expect, test } from '@jest/globals';
import { type Why, whyText } from '../../../src/report/env-why.js';
import { HOSTILE } from './hostile.js';

const GOENV = '/home/me/.config/go/env';
const WHY: Why = {
  schema: 'delve-gate/env-why/1',
  variable: 'GOFLAGS',
  value: { value: '-mod=mod' },
  origin: { source: 'environment', written: '-mod=mod' },
  chain: [
    { source: 'environment', written: '-mod=mod', state: 'wins', value: { value: '-mod=mod' } },
    { source: 'go-env-w', place: { file: GOENV, line: 13 }, written: '-x', state: 'next', value: { value: '-x' } },
    { source: 'go-env-w', place: { file: GOENV, line: 2 }, written: '', state: 'never', value: null },
    { source: 'default', state: 'later', value: { value: '' } },
  ],
  decided: [],
  decides: [],
  written: [
    {
      variable: 'GOFLAGS',
      value: '-mod=mod',
      written: '-mod=mod',
      place: { file: '.github/workflows/ci.yml', line: 7, column: 7 },
      writer: 'workflow',
      reach: 'environment',
      scope: 'job build',
      inForce: true,
    },
    {
      variable: 'GOFLAGS',
      value: null,
      written: '$(flags)',
      place: { file: 'Makefile', line: 2, column: 1 },
      writer: 'makefile',
      reach: 'environment',
      scope: 'all recipes',
      inForce: false,
    },
  ],
  unread: [{ file: 'compose.yml', reason: 'a tab at 3:1' }],
  findings: [{ cause: 'goflags-mod-conflict', level: 'note', title: 'GOFLAGS fixes -mod' }],
  effect: 'Flags of every go command.',
  undo: ['unset GOFLAGS'],
};
const PLAIN = { colour: false, width: 100 };

describe('env why', () => {
  test('shows who sets it, who would win next, where it is written, and the way back', () => {
    expect(whyText(WHY, PLAIN)).toBe(`GOFLAGS  -mod=mod
         process environment

who sets it
  ▶ process environment  -mod=mod  in force
    GOENV file, line 13  -x        would be next
    GOENV file, line 2   (empty)   does not count
      ${GOENV}
    Go's default         (empty)   after that

written in files
  = .github/workflows/ci.yml:7:7  job build
      -mod=mod
    Makefile:2:1  all recipes
      $(flags)  (known when it runs)
    = is the value in force
    not read: compose.yml (a tab at 3:1)

found
  · goflags-mod-conflict
      GOFLAGS fixes -mod

what it does to debugging
  Flags of every go command.

take it back
  unset GOFLAGS
`);
  });

  test('of a value that nobody set shows what decides it, and what decides that', () => {
    const decided: Why['decided'] = [
      { by: { file: '/go.mod', line: 5, written: 'toolchain go1.27.2' }, value: null, depth: 0 },
      { by: { variable: 'GOTOOLCHAIN' }, value: 'auto', depth: 0 },
      { by: { variable: 'CC' }, value: null, depth: 1 },
    ];
    const origin: Why['origin'] = { source: 'computed', by: decided.map(({ by }) => by) };
    const text = whyText(
      { ...WHY, origin, chain: [], written: [], unread: [], findings: [], undo: [], effect: null, decided, decides: ['GOROOT'] },
      PLAIN,
    );
    expect(text).toBe(`GOFLAGS  -mod=mod
         decided by /go.mod:5, GOTOOLCHAIN, CC

decided by
  /go.mod:5  toolchain go1.27.2
  GOTOOLCHAIN  auto
    CC  (unset)

decides
  GOROOT
`);
  });

  test('says what the go command answers where it refuses', () => {
    const refused = { error: 'go: cannot find GOROOT directory: /x' };
    const text = whyText(
      { ...WHY, value: refused, chain: [{ source: 'environment', written: '/x', state: 'wins', value: refused }] },
      PLAIN,
    );
    expect(text).toMatch(/^GOFLAGS {2}not known: go: cannot find GOROOT directory: \/x\n/);
    expect(text).toContain('▶ process environment  /x  in force\n      the go command then says: go: cannot find GOROOT directory: /x\n');
  });

  test.each(HOSTILE.map((text) => [text.slice(0, 30), text]))('%j stays text, within 100 columns', (_, text) => {
    const place = { file: text, line: 1 };
    const why: Why = {
      ...WHY,
      variable: text,
      value: { value: text },
      origin: { source: 'go-env-w', place, written: text },
      chain: [
        { source: 'go-env-w', place, written: text, state: 'wins', value: { error: text } },
        { source: 'default', state: 'next', value: { value: text } },
      ],
      decided: [{ by: { file: text, line: 1, written: text }, value: text, depth: 5 }],
      decides: [text],
      written: WHY.written.map((each) => ({ ...each, place: { ...place, column: 1 }, scope: text, value: text, written: text })),
      unread: [{ file: text, reason: text }],
      findings: [{ cause: text, level: 'error', title: text }],
      undo: [text],
    };
    const made = whyText(why, PLAIN);
    const lines = made.split('\n');
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
    expect(made).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}](?<!\n)|##\[|^\s*::[a-z]/mu);
  });
});
