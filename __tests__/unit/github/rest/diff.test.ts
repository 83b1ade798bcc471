import { expect, it } from '@jest/globals';
import { linesInPatch } from '../../../../src/github/rest/diff.js';

it('the lines that a patch shows have their numbers on the side of the change', () => {
  const patch = [
    '@@ -1,3 +1,4 @@ func x',
    ' a',
    '-b',
    '+B',
    '+@@ -9 +9 @@',
    ' c',
    '@@ -20 +30,2 @@',
    '+d',
    '\\ No newline at end of file',
    '',
  ];
  expect([...linesInPatch(patch.join('\n'))]).toEqual([
    [1, 'a'],
    [2, 'B'],
    [3, '@@ -9 +9 @@'],
    [4, 'c'],
    [30, 'd'],
  ]);
});

it.each(['', 'Binary files differ', '+no hunk'])('%j shows none', (patch) => {
  expect(linesInPatch(patch).size).toBe(0);
});
