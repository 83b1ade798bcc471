import { expect, it } from '@jest/globals';
import { digest, identity, isMarked, marker } from '../../../../src/github/rest/marker.js';

const ENV = { GITHUB_WORKFLOW_REF: 'o/r/.github/workflows/ci.yml@refs/pull/1/merge', GITHUB_WORKFLOW: 'CI', GITHUB_JOB: 'gate' };

it('a marker is a comment of HTML that nothing in it ends', () => {
  const id = identity({ ...ENV, GITHUB_JOB: 'a-->b' }, 'x --> <img>\n', '--!>');
  const mark = marker('gate', id);
  expect(mark).toMatch(/^<!-- delve-gate gate [^<>\n]* -->$/);
});

it('the same gate has the same one on every branch; another file, job, folder or name has another', () => {
  const of = (env: object, folder = '.', name = 'delve-gate') => identity({ ...ENV, ...env }, folder, name);
  expect(of({ GITHUB_WORKFLOW_REF: 'o/r/.github/workflows/ci.yml@refs/heads/main' })).toBe(of({}));
  const others = [of({ GITHUB_WORKFLOW_REF: 'o/r/.github/workflows/b.yml@x' }), of({ GITHUB_JOB: 'b' }), of({}, 'api'), of({}, '.', 'b')];
  expect(new Set([of({}), ...others]).size).toBe(5);
  expect(of({ GITHUB_WORKFLOW_REF: undefined })).toBe('CI gate . delve-gate');
});

it('what is parted differently is another digest', () => {
  expect(digest('a', 'bc')).not.toBe(digest('ab', 'c'));
});

it.each([
  ['<!-- x -->\ntext', true],
  ['\n<!-- x -->', true],
  ['> <!-- x -->', false],
  ['', false],
  [null, false],
  [undefined, false],
])('%j begins with the marker: %s', (body, ours) => {
  expect(isMarked(body, '<!-- x -->')).toBe(ours);
});
