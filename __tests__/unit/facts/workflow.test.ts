import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findInWorkflows, readWorkflows } from '../../../src/facts/workflow.js';

let workspace: string;
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'delve-gate-workflow-'));
  mkdirSync(join(workspace, '.github', 'workflows'), { recursive: true });
});
afterEach(() => rmSync(workspace, { recursive: true, force: true }));

async function find(text: string, value: string) {
  const file = join(workspace, '.github', 'workflows', 'ci.yml');
  writeFileSync(file, text);
  const workflows = await readWorkflows({ workspace, ref: 'o/r/.github/workflows/ci.yml@refs/heads/main', name: 'ci', job: 'test' });
  const found = findInWorkflows(workflows, 'test', 'GOFLAGS', value);
  return found && { ...found, place: { ...found.place, file: found.place.file === file } };
}

describe('the line of a workflow that sets a variable', () => {
  it('is told whole, the step before the job before the workflow', async () => {
    const text = 'name: ci\nenv:\n  GOFLAGS: -v\njobs:\n  test:\n    env:\n      GOFLAGS: -v # here\n';
    expect(await find(text, '-v')).toEqual({ place: { file: true, line: 7, column: 7 }, text: '      GOFLAGS: -v # here' });
  });

  it.each([
    ['env:\n  GOFLAGS: -v\n    -x\n', '-v -x', 2],
    ['env:\n  GOFLAGS: >-\n    -v\n    -x\n', '-v -x', 2],
    ['env:\n  GOFLAGS:\n    -v\n', '-v', 2],
  ])('is not told where the value is on others too: %j', async (text, value, line) => {
    expect(await find(text, value)).toEqual({ place: { file: true, line, column: 3 } });
  });

  it('is not found where another value is in force', async () => {
    expect(await find('env:\n  GOFLAGS: -v\n', '-x')).toBeUndefined();
  });
});
