import { describe, expect, test } from '@jest/globals';
import type { Bisection } from '../../../src/model/bisect.js';
import type { SnapshotRow } from '../../../src/model/goenv.js';
import { bisectText } from '../../../src/report/bisect.js';
import { diffText, replacedText, snapshotsText, snapshotText } from '../../../src/report/goenv.js';

const PAGE = { colour: false, width: 100 };
const SNAPSHOT: SnapshotRow = {
  name: '20260314-092653-589-0a1b2c',
  time: '2026-03-14T09:26:53.589Z',
  reason: 'asked',
  label: 'before the upgrade',
  goenv: '/home/gopher/.config/go/env',
  go: 'go1.26.8',
  file: { size: 58, mode: '0644', sha256: '0123456789abcdef'.repeat(4) },
};
const CHANGES = [
  { name: 'GOFLAGS', was: null, is: '-mod=vendor', line: 2, hidden: false },
  { name: 'GOOS', was: 'linux', is: null, line: 1, hidden: false },
  { name: 'GOPROXY', was: 'https://x', is: 'https://x', line: 3, hidden: true },
];
/** What somebody wrote to be more than text. */
const HOSTILE = `\u001b[31m\n::error::pwned\r##[error]\u202e${'x'.repeat(5000)}`;

test('a snapshot says how it comes back', () => {
  expect(snapshotText(SNAPSHOT, PAGE)).toBe(`delve-gate  kept as 20260314-092653-589-0a1b2c
    GOENV     /home/gopher/.config/go/env
    file      58 bytes, mode 0644, sha256 0123456789abcdef…
    go        go1.26.8
    label     before the upgrade
    back      delve-gate env restore 20260314-092653-589-0a1b2c
`);
});

test('the list is by the file that they are of, with those that are damaged', () => {
  const rows = [
    SNAPSHOT,
    { ...SNAPSHOT, name: '20260314-092700-001-0a1b2c', reason: 'unset-all' as const, label: null, file: null },
    { name: '20260314-092800-001-0a1b2c', goenv: null, damage: 'its first line is no JSON' },
  ];
  expect(snapshotsText({ folder: '/state', snapshots: rows }, PAGE)).toBe(`delve-gate  3 snapshots
    in        /state

  /home/gopher/.config/go/env
    20260314-092653-589-0a1b2c  58 bytes      before the upgrade
    20260314-092700-001-0a1b2c  no file       before unset-all

  of no file that could be told
    20260314-092800-001-0a1b2c  damaged: its first line is no JSON
`);
  expect(snapshotsText({ folder: '/state', snapshots: [] }, PAGE)).toContain('take one  delve-gate env snapshot');
});

describe('a difference', () => {
  const differs = { same: false, unread: false, mode: { was: '0644', is: '0644' }, changes: CHANGES, snapshot: SNAPSHOT };

  test('is shown by variable', () => {
    expect(diffText(differs, PAGE)).toBe(`delve-gate  GOENV differs from 20260314-092653-589-0a1b2c
    GOENV     /home/gopher/.config/go/env
    + GOFLAGS=-mod=vendor
    − GOOS=linux
    ~ GOPROXY=https://x  (in what is not shown here)
    back      delve-gate env restore 20260314-092653-589-0a1b2c
`);
  });

  test.each([
    [{ ...differs, changes: [], unread: true }, 'besides   it differs in what the go command does not read'],
    [{ ...differs, changes: [], mode: { was: '0644', is: '0600' } }, 'besides   its mode was 0644 and is 0600'],
    [{ ...differs, mode: { was: null, is: '0600' } }, 'besides   there was no file then'],
    [{ ...differs, mode: { was: '0644', is: null } }, 'besides   there is no file now'],
    [{ ...differs, same: true, changes: [] }, 'delve-gate  GOENV is as it was at 20260314-092653-589-0a1b2c\n'],
  ])('beside them: %#', (found, expected) => expect(diffText(found, PAGE)).toContain(expected));
});

test.each([
  [
    { snapshot: SNAPSHOT, kept: { ...SNAPSHOT, name: 'kept' } },
    /GOENV is as it was at 2026\S+\n.*\n.*GOFLAGS=[\s\S]*undo {6}delve-gate env restore kept/,
  ],
  [{ snapshot: null, kept: { ...SNAPSHOT, name: 'kept' } }, /GOENV sets nothing any more\n[\s\S]*undo {6}delve-gate env restore kept/],
  [{ snapshot: SNAPSHOT, kept: null }, /already; nothing to do\n/],
  [{ snapshot: null, kept: null }, /GOENV sets nothing; nothing to do\n/],
])('what was done says how it is undone: %#', (done, expected) =>
  expect(replacedText({ goenv: SNAPSHOT.goenv, changes: CHANGES, ...done }, PAGE)).toMatch(expected),
);

const BISECTION: Bisection = {
  result: 'found',
  reason: null,
  causes: [{ cause: 'gopath-mode-off', link: 'env', title: 'Module mode is off', found: 'GO111MODULE is off' }],
  traced: [
    {
      cause: 'gopath-mode-off',
      link: 'env',
      title: 'Module mode is off',
      sets: [
        [{ kind: 'goenv-line', name: 'GO111MODULE', value: 'off', place: { file: '/home/gopher/.config/go/env', line: 3 } }],
        [
          { kind: 'variable', name: 'SECRET', value: null },
          { kind: 'path-folder', name: 'PATH', value: '/shims' },
          { kind: 'path-order', name: 'PATH', value: null },
          { kind: 'goenv-file', name: 'GOENV', value: '/e', place: { file: '/e' } },
        ],
      ],
      complete: false,
    },
  ],
  clean: { HOME: '/home/gopher', PATH: '/usr/local/go/bin:/usr/bin', kept: ['https_proxy'] },
  candidates: 43,
  runs: 10,
  ms: 3120,
};

describe('a bisection', () => {
  test('names each set, where it is from and how it is undone', () => {
    expect(bisectText(BISECTION, PAGE)).toBe(`delve-gate  it is the environment

✗ gopath-mode-off  link env
              Module mode is off
    by        alone
              GO111MODULE=off
              from /home/gopher/.config/go/env:3; undo: go env -u GO111MODULE, or remove the line
    or by     4 together
              SECRET
              from the environment; undo: unset SECRET
              /shims on PATH
              from PATH; undo: take it out of PATH
              the order of the folders on PATH
              from PATH; undo: put the folder of the go that is meant first
              the GOENV file itself
              from /e; undo: make it a file that can be read, or move it away
    note      not followed to the end: it may be fewer of these, and there may be others

    clean     HOME=/home/gopher PATH=/usr/local/go/bin:/usr/bin GOENV=off; kept: https_proxy
    tried     10 checks in 3.1 s; 43 differences to that
`);
  });

  test.each([
    ['passes', 'the check passes here: there is nothing to bisect'],
    ['not-the-environment', '✗ gopath-mode-off'],
    ['flaky', 'why       two'],
    ['unclear', 'why       two'],
  ] as const)('that found no culprit says what it found: %s', (result, expected) =>
    expect(bisectText({ ...BISECTION, result, reason: 'two', traced: [] }, PAGE)).toContain(expected),
  );
});

test('what others wrote is text, and no line is longer than the page', () => {
  const change = { name: HOSTILE, was: HOSTILE, is: HOSTILE, line: 1, hidden: false };
  const hostile: SnapshotRow = { ...SNAPSHOT, label: HOSTILE, goenv: `/${HOSTILE}`, go: HOSTILE };
  const pages = [
    snapshotText(hostile, PAGE),
    snapshotsText({ folder: HOSTILE, snapshots: [hostile, { name: 'x', goenv: HOSTILE, damage: HOSTILE }] }, PAGE),
    diffText(
      { same: false, unread: false, mode: { was: null, is: null }, changes: [change, { ...change, hidden: true }], snapshot: hostile },
      PAGE,
    ),
    replacedText({ goenv: HOSTILE, snapshot: hostile, kept: hostile, changes: [change] }, PAGE),
    bisectText(
      {
        ...BISECTION,
        reason: HOSTILE,
        clean: { HOME: HOSTILE, PATH: HOSTILE, kept: [HOSTILE] },
        traced: [
          {
            cause: 'x',
            link: 'env',
            title: HOSTILE,
            complete: true,
            sets: [[{ kind: 'variable', name: HOSTILE, value: HOSTILE, place: { file: HOSTILE, line: 1 } }]],
          },
        ],
      },
      PAGE,
    ),
  ];
  for (const page of pages)
    for (const line of page.split('\n')) {
      expect(line).not.toMatch(/[\p{Cc}\p{Cf}]|##\[|^\s*::/u);
      expect(line.length).toBeLessThanOrEqual(100);
    }
});
