import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { load } from 'js-yaml';
import { ROOT } from '../../support/world.js';

interface Step {
  uses?: string;
  with?: Record<string, unknown>;
}
interface Job {
  needs?: string | string[];
  if?: string;
  permissions?: Record<string, string>;
  'timeout-minutes'?: number;
  steps?: Step[];
}
interface Workflow {
  permissions?: unknown;
  on: Record<string, unknown>;
  jobs: Record<string, Job>;
}

function workflows(folder: string): { name: string; text: string; workflow: Workflow }[] {
  return readdirSync(join(ROOT, folder)).map((name) => {
    const text = readFileSync(join(ROOT, folder, name), 'utf8');
    return { name, text, workflow: load(text) as Workflow };
  });
}

const OURS = workflows('.github/workflows');
const FOR_USERS = workflows('examples/workflows');
const checkouts = (workflow: Workflow) =>
  Object.values(workflow.jobs).flatMap((job) => (job.steps ?? []).filter((step) => step.uses?.startsWith('actions/checkout@')));

describe.each(OURS)('our workflow $name', ({ text, workflow }) => {
  it('names each action by a commit, with its version beside it', () => {
    // What others call runs the release that they call.
    const used = [...text.matchAll(/uses: (\S+)(.*)$/gm)].filter(([, action = '']) => !['./', 'delve-gate/delve-gate@v0'].includes(action));
    for (const [, action, comment] of used) {
      expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
      expect(comment).toMatch(/^ # v\d+\.\d+\.\d+$/);
    }
  });

  it('gives nothing to all jobs, and to each what it says', () => {
    expect(workflow.permissions).toEqual({});
    for (const job of Object.values(workflow.jobs))
      expect(job).toMatchObject({ permissions: expect.anything(), 'timeout-minutes': expect.any(Number) });
  });

  it('leaves no token in a checkout', () => {
    for (const step of checkouts(workflow)) expect(step.with).toMatchObject({ 'persist-credentials': false });
  });

  it('never runs where a pull request has secrets', () => {
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
  });
});

it.each(OURS.filter(({ workflow }) => Object.keys(workflow.jobs).length > 1 && 'pull_request' in workflow.on))(
  '$name has one job to require, and that job misses none',
  ({ workflow }) => {
    const { 'all-green': green, ...others } = workflow.jobs;
    expect(green?.if).toBe('always()');
    expect([green?.needs].flat().sort()).toEqual(Object.keys(others).sort());
  },
);

it('writes are given to the one job that releases', () => {
  const writers = OURS.flatMap(({ name, workflow }) =>
    Object.entries(workflow.jobs)
      .filter(([, job]) => Object.values(job.permissions ?? {}).includes('write'))
      .map(([job]) => `${name} ${job}`),
  );
  expect(writers).toEqual(['release.yml publish']);
});

it.each(FOR_USERS)('what users copy, $name, gives nothing that it does not need', ({ workflow }) => {
  expect(workflow.permissions).toEqual({});
  for (const step of checkouts(workflow)) expect(step.with).toMatchObject({ 'persist-credentials': false });
});

it('every input and output that action.yml names is one that the code knows', () => {
  const action = load(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as Record<'inputs' | 'outputs', Record<string, unknown>>;
  const inputs = readFileSync(join(ROOT, 'src', 'github', 'inputs.ts'), 'utf8');
  const outputs = ['publish', 'gate', 'run'].map((name) => readFileSync(join(ROOT, 'src', 'github', `${name}.ts`), 'utf8')).join('');
  const named = (text: string, call: RegExp) => [...new Set([...text.matchAll(call)].map((match) => match[1]))].sort();
  expect(named(inputs, /(?:getInput|getMultilineInput|flag|lines)\('([\w-]+)'[,)]/g)).toEqual(Object.keys(action.inputs).sort());
  expect(named(outputs, /setOutput\('([\w-]+)'/g)).toEqual(Object.keys(action.outputs).sort());
});

describe('the documents', () => {
  const documents = ['README.md', ...readdirSync(join(ROOT, 'docs')).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : []))];

  it.each(documents)('%s shows no workflow that is not a file which is linted and tested', (name) => {
    const own = readFileSync(join(ROOT, name), 'utf8').replace(/<!-- (examples\/\S+\.yml[^>]*) -->.*?<!-- \/\1 -->/gs, '');
    const blocks = [...own.matchAll(/^```ya?ml\n(.*?)^```/gms)].map(([, text = '']) => text);
    expect(blocks.filter((text) => /^\s*(?:- )?(?:uses|runs-on|jobs):/m.test(text))).toEqual([]);
  });
});
