import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type ActRun, installAct, repository, runWorkflow } from '../support/act.js';
import { makeWorld, type World } from '../support/world.js';

jest.setTimeout(600_000);

const GO_MOD = 'module example.com/hello\n\ngo 1.21\n';
const BEFORE = '# of this runner\nGOAMD64=v1\n';
const WARNING = "delve-gate guard: this job changed the runner's go env";
const OURS = 'delve-gate/delve-gate@v0';

let world: World;
let act: string;
let goenv: string;

beforeAll(async () => {
  const building = makeWorld();
  try {
    act = await installAct(building);
  } finally {
    building.remove();
  }
}, 600_000);
beforeEach(() => {
  world = makeWorld();
  goenv = join(world.env.HOME as string, '.config', 'go', 'env');
  mkdirSync(dirname(goenv), { recursive: true });
  writeFileSync(goenv, BEFORE);
  chmodSync(goenv, 0o600);
});
afterEach(() => world.remove());

/** A job with the guard and steps around it. @param uses `./`, or our name, which lets the runner start what comes before the job */
async function job({ uses = './', before = '', after = '', files = {} as Record<string, string> }): Promise<ActRun> {
  const step = (text: string) => (text === '' ? '' : `      - run: ${text}\n`);
  const workflow = `name: CI
on: push
jobs:
  debug:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
${step(before)}      - id: gate
        uses: ${uses}
        with:
          only: env
          guard: true
${step(after)}`;
  const folder = await repository(world, 'repository', { 'go.mod': GO_MOD, '.github/workflows/ci.yml': workflow, ...files });
  return runWorkflow(folder, { act, world, node: process.execPath, actions: { [OURS]: folder } });
}

const mode = (file: string) => statSync(file).mode & 0o777;
const snapshots = () => {
  const folder = join(world.env.HOME as string, '.local', 'state', 'delve-gate', 'goenv');
  return existsSync(folder) ? readdirSync(folder) : [];
};

function expectAsBefore(): void {
  expect({ text: readFileSync(goenv, 'utf8'), mode: mode(goenv), left: readdirSync(dirname(goenv)).sort() }).toEqual({
    text: BEFORE,
    mode: 0o600,
    left: ['env', 'telemetry'],
  });
  expect(snapshots()).toEqual([]);
}

describe('the guard of a job', () => {
  test('puts back what a step changed by go env -w, and names it', async () => {
    const ran = await job({ after: 'go env -w GOFLAGS=-mod=vendor GOPROXY=https://somebody:secret@proxy.example' });

    expectAsBefore();
    expect(ran).toMatchObject({ job: 'success', outputs: { verdict: 'pass' } });
    expect(ran.annotations).toMatchObject([{ level: 'warning', title: WARNING }]);
    expect(ran.annotations[0]?.message.split('\n')).toEqual([
      `found: this job changed ${goenv} (go env -w):`,
      'GOFLAGS: was not set, became -mod=vendor',
      'GOPROXY: was not set, became https://proxy.example',
      'It is put back as it was before this step.',
      expect.stringMatching(/^expected: /),
      expect.stringMatching(/^fix: /),
    ]);
    expect(JSON.stringify(ran)).not.toContain('somebody:secret');
  });

  test('sees what steps before it changed, where the runner starts it before the job', async () => {
    const ran = await job({ uses: OURS, before: 'go env -w GOAMD64=v2', after: `rm ${goenv}` });

    expectAsBefore();
    expect(ran.job).toBe('success');
    expect(ran.annotations).toMatchObject([{ level: 'warning', title: WARNING }]);
    expect(ran.annotations[0]?.message).toContain('\nGOAMD64: was v1, became not set\nIt is put back as it was at the start of the job.\n');
  });

  test('puts back when the check fails', async () => {
    const ran = await job({ before: 'go env -w GO111MODULE=off', uses: OURS });

    expectAsBefore();
    expect(ran).toMatchObject({ job: 'failure', outputs: { verdict: 'fail' } });
    expect(ran.annotations.find(({ level }) => level === 'warning')).toMatchObject({
      title: WARNING,
      message: expect.stringContaining('GO111MODULE: was not set, became off'),
    });
  });

  test('puts back when a mistake kept it from checking', async () => {
    const ran = await job({ uses: OURS, before: 'go env -w GOFLAGS=-v', files: { 'delve-gate.yml': 'version: 7\n' } });

    expectAsBefore();
    expect(ran).toMatchObject({ job: 'failure', outputs: { verdict: 'error' } });
    expect(ran.annotations.at(-1)).toMatchObject({ level: 'warning', title: WARNING });
  });

  test('looks at the file of the beginning, whatever HOME and GOENV have become', async () => {
    const other = join(world.folder, 'other');
    const ran = await job({
      after: `echo GOFLAGS=-x >> ${goenv}; printf 'HOME=${other}\\nXDG_STATE_HOME=${other}\\nGOENV=${other}/env\\n' >> "$GITHUB_ENV"`,
    });

    expectAsBefore();
    expect(ran.annotations).toMatchObject([{ level: 'warning', message: expect.stringContaining('GOFLAGS: was not set, became -x') }]);
  });

  test('takes away a file that was not there', async () => {
    rmSync(goenv);
    await job({ after: 'go env -w GOFLAGS=-x' });

    expect(readdirSync(dirname(goenv))).toEqual(['telemetry']);
  });

  test('guards the default file where GOENV is off, which go env -w writes all the same', async () => {
    world.env.GOENV = 'off';
    const ran = await job({ after: 'GOENV=off go env -w GOFLAGS=-x' });

    expectAsBefore();
    expect(ran.annotations).toMatchObject([{ level: 'warning', title: WARNING }]);
  });

  test('says nothing in a job that leaves it alone, or takes its own changes back', async () => {
    const ran = await job({ after: 'go env -w GOFLAGS=-x; go env -u GOFLAGS' });

    expectAsBefore();
    expect(ran).toMatchObject({ job: 'success', annotations: [] });
    expect(ran.log).toMatch(/delve-gate: guard: .* is as it was before this step/);
  });

  test('reads no command in what a job wrote', async () => {
    const ran = await job({ after: `printf 'GOFLAGS=%%0A::error::pwned\\r##[error]pwned\\n::error::pwned=1\\n' > ${goenv}` });

    expectAsBefore();
    expect(ran.annotations.map(({ level }) => level)).toEqual(['warning']);
    expect(ran.annotations[0]?.message).toContain('became %0A::error::pwned\\u{d}# #[error]pwned');
  });

  test('fails the job when it cannot put the file back, and says how', async () => {
    const ran = await job({ after: `rm ${goenv}; mkdir -p ${goenv}/x` });

    expect(ran.job).toBe('failure');
    expect(ran.annotations).toMatchObject([{ level: 'error', title: 'delve-gate guard: the GOENV file is not put back' }]);
    const [name = ''] = snapshots();
    expect(ran.annotations[0]?.message).toContain(`fix: on the runner: delve-gate env restore ${name.replace('.goenv', '')}`);
  });
});
