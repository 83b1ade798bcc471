import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { environmentForOthers, workflowContext, workspaceOf } from '../../../src/github/context.js';

let folder: string;

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'delve-gate-context-')));
  mkdirSync(join(folder, 'real'));
  symlinkSync(join(folder, 'real'), join(folder, 'link'), 'junction');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('there is no workflow outside of Actions', () => {
  expect(workflowContext({})).toEqual({});
  expect(workflowContext({ GITHUB_WORKSPACE: folder })).toEqual({});
});

it('the workspace has no symbolic links, so that places in it are found in it', () => {
  const env = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: join(folder, 'link'), GITHUB_JOB: 'debug', GITHUB_WORKFLOW: 'CI' };
  expect(workflowContext(env).workflow).toEqual({ workspace: join(folder, 'real'), ref: undefined, name: 'CI', job: 'debug' });
});

it("a workspace that is not there is taken by its name: in a container the variable can hold the host's", () => {
  expect(workspaceOf({ GITHUB_WORKSPACE: join(folder, 'none') })).toBe(join(folder, 'none'));
});

it('the code of a pull request is handed no token, no input and no output file of this step', () => {
  const kept = { PATH: '/bin', GOFLAGS: '-mod=mod', GITHUB_ACTIONS: 'true', GITHUB_SHA: 'x', RUNNER_TEMP: '/t', RUNNER_TOOL_CACHE: '/c' };
  const ours = {
    ACTIONS_RUNTIME_TOKEN: 'x',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x',
    ACTIONS_RESULTS_URL: 'x',
    'INPUT_WORKING-DIRECTORY': '.',
    GITHUB_TOKEN: 'x',
    GITHUB_OUTPUT: '/o',
    GITHUB_ENV: '/e',
    GITHUB_PATH: '/p',
    GITHUB_STEP_SUMMARY: '/s',
  };
  expect(environmentForOthers({ ...kept, ...ours })).toEqual(kept);
  expect(environmentForOthers({ Path: 'C:\\\\go', Input_X: 'x' }, 'win32')).toEqual({ PATH: 'C:\\\\go' });
});
