import { describe, expect, test } from '@jest/globals';
import type { Who, WhoRow } from '../../../src/model/who.js';
import { whoText } from '../../../src/report/env-who.js';
import { json } from '../../../src/report/sanitize.js';

const row = (more: Partial<WhoRow>): WhoRow => ({
  where: 'machine',
  who: 'this shell',
  go: '1.26.8',
  at: '/usr/local/go/bin/go',
  standing: 'same',
  note: '',
  ...more,
});
const who = (rows: WhoRow[], more: Partial<Who> = {}): Who => ({
  schema: 'delve-gate/env-who/1',
  dir: '/home/me/app',
  go: 'go1.26.8',
  verdict: 'agree',
  rows,
  ...more,
});
const page = (given: Who, colour = false) => whoText(given, { colour, width: 100 });

const ROWS = [
  row({}),
  row({ who: 'gofmt', standing: 'differs', go: '1.24.3' }),
  row({
    where: 'repository',
    who: 'dockerfile',
    go: 'the newest',
    at: 'Dockerfile:3',
    note: 'golang:latest; stage build',
    standing: 'moves',
  }),
  row({
    where: 'repository',
    who: 'workflow',
    go: '?',
    at: '.github/workflows/ci.yml:12',
    note: '${{ steps.x.outputs.y }}: it is only known when it runs',
    standing: 'unknown',
  }),
];

test('one table, aligned, with what disagrees marked', () => {
  expect(page(who(ROWS, { verdict: 'disagree' }))).toBe(`delve-gate env who  /home/me/app

On this machine
  ✓ this shell  1.26.8      /usr/local/go/bin/go
  ✗ gofmt       1.24.3      /usr/local/go/bin/go

By the files of the repository
  ~ dockerfile  the newest  Dockerfile:3  golang:latest; stage build
  ? workflow    ?           .github/workflows/ci.yml:12
                            \${{ steps.x.outputs.y }}: it is only known when it runs

disagree: Go 1.26.8 runs in the project; 1 of 4 would run another (✗)
1 moving with the releases of Go (~), 1 that cannot be told (?)
`);
});

test('what disagrees is coloured', () => {
  expect(page(who(ROWS, { verdict: 'disagree' }), true)).toMatch(/\u001b\[1m\u001b\[31m✗ gofmt/);
});

describe('whatever the values are', () => {
  const hostile = '\u001b[2J\u202e##[error]x\n::error::y';
  const rows = [row({ who: hostile, go: hostile, at: `/${'x'.repeat(300)}${hostile}`, note: `${hostile} ${'word '.repeat(80)}` })];

  test('no line is wider than the page, and none acts', () => {
    const text = page(who(rows, { dir: `/${hostile}${'y'.repeat(200)}` }));
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(text).not.toMatch(/[\u001b\u202e]|##\[|^\s*::error/m);
  });

  test('the JSON reads back as it was', () => {
    const text = json(who(rows));
    expect(JSON.parse(text)).toEqual(who(rows));
    expect(text).not.toMatch(/##|[\u001b\u202e]/);
  });
});
