import { expect, test } from '@jest/globals';
import { disprove } from '../../../src/delve/prove.js';
import { DELVE_COMMAND, DELVE_MODULE } from '../../../src/match/releases.js';
import type { DlvFile } from '../../../src/model/facts.js';

const BUILD = { path: DELVE_COMMAND, module: DELVE_MODULE, version: 'v1.27.2', sum: 'h1:sum=', go: 'go1.26.8', settings: {} };
const DLV = {
  path: '/bin/dlv',
  real: '/bin/dlv',
  where: 'path',
  version: { value: '1.27.2' },
  build: { value: BUILD },
  binary: { format: 'elf', os: 'linux', arch: 'amd64', dynamic: false },
} as unknown as DlvFile;
const ALL = { version: '1.27.2', sum: 'h1:sum=', go: 'go1.26.8', arch: 'amd64' };

function built(more: Partial<typeof BUILD>): DlvFile {
  return { ...DLV, build: { value: { ...BUILD, ...more } } } as DlvFile;
}

test('nothing speaks against the dlv that is wanted', () => {
  expect(disprove(DLV, ALL)).toBeUndefined();
  expect(disprove(DLV, { sum: null })).toBeUndefined();
});

test.each([
  { dlv: { ...DLV, version: { error: 'EACCES' } } as DlvFile, says: 'it does not start as Delve (EACCES)' },
  { dlv: { ...DLV, build: { error: 'not a Go program' } } as DlvFile, says: 'it carries no Go build information (not a Go program)' },
  { dlv: { ...DLV, version: { value: '1.26.0' } } as DlvFile, says: 'it says it is 1.26.0, not 1.27.2' },
  { dlv: built({ path: 'example.com/dlv' }), says: `it was built from example.com/dlv, not from ${DELVE_COMMAND}` },
  { dlv: built({ path: '' }), says: `it was built from an unknown package, not from ${DELVE_COMMAND}` },
  { dlv: built({ module: 'example.com/fork' }), says: `it is of the module example.com/fork, not of ${DELVE_MODULE}` },
  { dlv: built({ version: '(devel)' }), says: 'its module is at (devel), not at v1.27.2' },
  { dlv: built({ sum: 'h1:other=' }), says: "its module's checksum is h1:other=, not h1:sum=" },
  { dlv: built({ sum: '' }), says: "its module's checksum is missing, not h1:sum=" },
  { dlv: built({ go: 'go1.21.0' }), says: 'it was built by go1.21.0, not by go1.26.8' },
  { dlv: { ...DLV, binary: null } as DlvFile, says: 'it is a program for an unknown machine, not for amd64' },
])('$says', ({ dlv, says }) => {
  expect(disprove(dlv, ALL)).toBe(says);
});
