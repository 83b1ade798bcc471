import { expect, it } from '@jest/globals';
import { relativeTo } from '../../../src/report/relative.js';
import { check, finding, report } from './sample.js';

it.each([
  ['/w/repo', '/w/repo/.github/workflows/ci.yml'],
  ['/w/repo/', '/w/repo/.github/workflows/ci.yml'],
])('in the workspace %s, %s has the name that the repository gives it', (workspace, file) => {
  const one = finding({ found: `set at ${file}:7`, fix: [`remove it at ${file}:7`], location: { file, line: 7 } });
  const made = relativeTo(report({ findings: [one], checks: [check({ status: 'fail', reason: `see ${file}` })] }), workspace);
  expect(made.findings[0]).toMatchObject({
    found: 'set at .github/workflows/ci.yml:7',
    fix: ['remove it at .github/workflows/ci.yml:7'],
    location: { file: '.github/workflows/ci.yml', line: 7 },
  });
  expect(made.checks[0]?.reason).toBe('see .github/workflows/ci.yml');
});

it('a workspace of Windows is cut too, and what only looks like the workspace stays', () => {
  const cut = (workspace: string, found: string) => relativeTo(report({ findings: [finding({ found })] }), workspace).findings[0]?.found;
  expect(cut('D:\\a\\repo', 'set at D:\\a\\repo\\go.mod:3')).toBe('set at go.mod:3');
  expect(cut('/w', 'in /mnt/w/x, /w/y and /wide/z')).toBe('in /mnt/w/x, y and /wide/z');
});
