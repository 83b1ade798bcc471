import { describe, expect, it } from '@jest/globals';
import { inRepository, inWorkspace } from '../../../src/report/path.js';

describe('a path in the workspace', () => {
  it.each([
    ['/w/repo/a/b.yml', '/w/repo', 'a/b.yml'],
    ['/w/repo/a/b.yml', '/w/repo/', 'a/b.yml'],
    ['./a/b.yml', '/w/repo', 'a/b.yml'],
    ['..a/b.yml', '/w/repo', '..a/b.yml'],
    ['/w/repo/..a/b.yml', '/w/repo', '..a/b.yml'],
    ['../other/b.yml', '/w/repo', undefined],
    ['/w/repository/b.yml', '/w/repo', undefined],
    ['/w/repo', '/w/repo', undefined],
    ['D:\\a\\repo\\.github\\ci.yml', 'D:\\a\\repo', '.github/ci.yml'],
    ['d:\\a\\repo\\go.mod', 'D:/a/repo', 'go.mod'],
    ['C:\\go\\env', 'D:\\a\\repo', undefined],
  ])('%s in %s', (file, workspace, expected) => {
    expect(inWorkspace(file, workspace)).toBe(expected);
  });
});

it.each([
  ['a/b.yml', 'a/b.yml'],
  ['./a//b.yml', 'a/b.yml'],
  ['a\\b.yml', 'a/b.yml'],
  ['a/../b.yml', 'b.yml'],
  ['a/../../b.yml', undefined],
  ['/etc/go/env', undefined],
  ['c:\\go\\env', undefined],
  ['', undefined],
])('%s as the repository names it', (file, expected) => {
  expect(inRepository(file)).toBe(expected);
});
