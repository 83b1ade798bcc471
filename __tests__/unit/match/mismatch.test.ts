import { expect, test } from '@jest/globals';
import { type Mismatch, mismatch } from '../../../src/match/mismatch.js';

interface Row {
  dlv: string;
  builtBy: string | undefined;
  go: string;
  expected: Mismatch | undefined;
}

const ROWS: Row[] = [
  { dlv: '1.27.2', builtBy: 'go1.26.8', go: 'go1.26.8', expected: undefined },
  { dlv: '1.27.2', builtBy: 'go1.25.0', go: 'go1.27rc1', expected: undefined },
  { dlv: '1.25.0', builtBy: 'go1.21.13', go: 'go1.21.13', expected: undefined },
  // The window of its release.
  { dlv: '1.24.0', builtBy: 'go1.24.1', go: 'go1.26.8', expected: 'dlv-too-old-for-go' },
  { dlv: '1.25.0', builtBy: 'go1.24.1', go: 'go1.25.0', expected: 'dlv-too-old-for-go' },
  { dlv: '1.27.2', builtBy: 'go1.27.2', go: 'go1.28.0', expected: 'dlv-too-old-for-go' },
  { dlv: '1.27.2', builtBy: 'go1.27.2', go: 'go1.24.13', expected: 'go-too-old-for-dlv' },
  { dlv: '1.26.3', builtBy: 'go1.26.8', go: 'go1.21.13', expected: 'go-too-old-for-dlv' },
  // The Go that built it: DWARF 5 came with Go 1.25.
  { dlv: '1.26.3', builtBy: 'go1.24.13', go: 'go1.25.1', expected: 'dlv-built-with-older-go' },
  { dlv: '1.26.3', builtBy: 'go1.24.13', go: 'go1.24.13', expected: undefined },
  { dlv: '1.26.3', builtBy: 'go1.25.0', go: 'go1.26.8', expected: undefined },
  { dlv: '1.25.2', builtBy: 'go1.22.12', go: 'go1.24.13', expected: undefined },
  { dlv: '1.26.3', builtBy: undefined, go: 'go1.26.8', expected: undefined },
  // The window is named first: a newer build of the same release would not help.
  { dlv: '1.24.0', builtBy: 'go1.23.0', go: 'go1.26.8', expected: 'dlv-too-old-for-go' },
  // What the table does not know is not spoken against, but the Go that built it is known all the same.
  { dlv: '1.27.3-dev', builtBy: 'go1.26.8', go: 'go1.26.8', expected: undefined },
  { dlv: '1.27.3-dev', builtBy: 'go1.24.13', go: 'go1.26.8', expected: 'dlv-built-with-older-go' },
  { dlv: '1.24.0', builtBy: 'go1.24.1', go: 'devel go1.28-abcdef12', expected: undefined },
  { dlv: '1.26.3', builtBy: 'devel go1.26-abcdef12', go: 'go1.26.8', expected: undefined },
];

test.each(ROWS)('Delve $dlv built by $builtBy, for $go: $expected', ({ dlv, builtBy, go, expected }) => {
  expect(mismatch({ version: dlv, builtBy }, go)).toBe(expected);
});
