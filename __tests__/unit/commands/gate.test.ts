import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type GateOptions, gate } from '../../../src/commands/gate.js';
import { planLegs } from '../../../src/commands/plan.js';
import { readPolicy } from '../../../src/commands/policy-file.js';
import { baseCommits, runIdentity } from '../../../src/github/event.js';
import { PolicyError } from '../../../src/policy/mistake.js';
import { Scope } from '../../../src/system/scope.js';
import { reportFor } from '../gate/scene.js';

const POLICY = 'version: 1\ntargets: [linux/amd64]\nsmoke: { modes: [exec] }\n';
const LOOSE = 'version: 1\ntargets: [linux/amd64]\nsmoke:\n  modes: [exec]\n  optional: [exec]\n';
let folder: string;
let scope: Scope;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'gate-')));
  scope = new Scope();
});
afterEach(async () => {
  await scope.close();
  rmSync(folder, { recursive: true, force: true });
});

function write(file: string, text: string): string {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'init.defaultBranch=main', ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
  }).trim();

function commit(files: Record<string, string>): string {
  for (const [file, text] of Object.entries(files)) write(file, text);
  git('add', '--all');
  git('commit', '--quiet', '--allow-empty', '-m', 'x');
  return git('rev-parse', 'HEAD');
}

/** A gate over one leg that passed, for the policy that lies there. */
async function options(more: Partial<GateOptions> = {}): Promise<GateOptions> {
  const run = { commit: 'c'.repeat(40), run: '7' };
  const { policy, sha256 } = await readPolicy(more.policy, folder);
  const plan = planLegs(policy, [], { version: '0.1.0', sha256, ...run });
  const report = reportFor('linux-amd64', ['linux/amd64']);
  write('reports/delve-gate-linux-amd64/delve-gate-linux-amd64.json', JSON.stringify({ ...report, policy: { ...report.policy, sha256 } }));
  return {
    dir: folder,
    policy: undefined,
    targets: [],
    plan: JSON.stringify(plan),
    reports: [join(folder, 'reports')],
    needs: '{"legs":{"result":"success"}}',
    compare: undefined,
    base: undefined,
    failOn: 'error',
    run,
    version: '0.1.0',
    env: process.env,
    scope,
    ...more,
  };
}

describe('the gate over files', () => {
  test('finds reports in the folders that artifacts are downloaded to', async () => {
    write('delve-gate.yml', POLICY);
    const report = await gate(await options());
    expect(report).toMatchObject({ verdict: 'pass', findings: [], policy: { sha256: createHash('sha256').update(POLICY).digest('hex') } });
  });

  test('takes files by name, and what the gate and the plan left beside them', async () => {
    const given = await options();
    write('reports/plan.json', given.plan);
    write('reports/readme.txt', 'not a report');
    const first = await gate(given);
    expect(first.verdict).toBe('pass');
    write('reports/gate.json', JSON.stringify(first));
    expect((await gate({ ...given, compare: join(folder, 'reports', 'gate.json') })).fixed).toEqual([]);
    const file = join(folder, 'reports', 'delve-gate-linux-amd64', 'delve-gate-linux-amd64.json');
    expect((await gate({ ...given, reports: [file] })).verdict).toBe('pass');
    expect((await gate({ ...given, reports: [file, file] })).findings.map(({ cause }) => cause)).toEqual(['leg-twice']);
  });

  test('of a folder that is not there says that every leg is missing', async () => {
    const report = await gate(await options({ reports: [join(folder, 'nowhere')] }));
    expect(report.findings.map(({ cause }) => cause)).toEqual(['leg-missing']);
  });

  test.each([
    ['', /^plan-missing: the plan is empty/],
    ['{', /^the plan is no JSON/],
    ['{"schema":"delve-gate/plan/1"}', /^the plan is none: "version"/],
    ['{"matrix":{"include":[]},"legs":[]}', /^the plan is none: "schema"/],
  ])('refuses the plan %j', async (plan, message) => {
    await expect(gate(await options({ plan }))).rejects.toThrow(message);
  });

  test('refuses a plan without legs', async () => {
    const plan = { ...JSON.parse((await options()).plan), matrix: { include: [] }, legs: [] };
    await expect(gate(await options({ plan: JSON.stringify(plan) }))).rejects.toThrow(/^the plan is none: "matrix\.include"/);
  });

  test('refuses needs, an earlier gate or a policy that are none', async () => {
    await expect(gate(await options({ needs: 'all well' }))).rejects.toThrow('needs is no JSON');
    await expect(gate(await options({ compare: join(folder, 'x.json') }))).rejects.toThrow('cannot be read (ENOENT)');
    await expect(gate({ ...(await options()), policy: write('bad.yml', 'version: 2\n') })).rejects.toThrow(PolicyError);
  });

  test('waits for no pipe among the reports, and says that one which is named is no file', async () => {
    const given = await options();
    const pipe = join(folder, 'reports', 'pipe.json');
    execFileSync('mkfifo', [pipe]);
    expect((await gate(given)).verdict).toBe('pass');
    await expect(gate({ ...given, reports: [pipe] })).rejects.toThrow(/pipe\.json" is neither a file nor a folder/);
    await expect(gate({ ...given, policy: pipe })).rejects.toThrow('the policy is no file');
  });

  test('takes no report by a link, which may lead anywhere', async () => {
    const given = await options();
    const report = join(folder, 'reports', 'delve-gate-linux-amd64', 'delve-gate-linux-amd64.json');
    renameSync(report, join(folder, 'elsewhere.json'));
    symlinkSync(join(folder, 'elsewhere.json'), report);
    expect((await gate(given)).findings.map(({ cause }) => cause)).toEqual(['leg-missing']);
  });

  test('refuses targets that were given to the plan and not to the gate', async () => {
    const { policy, sha256 } = await readPolicy(undefined, folder);
    const run = { commit: 'c'.repeat(40), run: '7' };
    const plan = JSON.stringify(planLegs(policy, ['linux/arm64'], { version: '0.1.0', sha256, ...run }));
    const causes = (await gate(await options({ plan }))).findings.map(({ cause }) => cause);
    expect(causes).toEqual(['plan-edited']);
  });

  test('knows a policy again where git wrote it with the line ends of Windows', async () => {
    write('delve-gate.yml', POLICY);
    const given = await options();
    write('delve-gate.yml', POLICY.replaceAll('\n', '\r\n'));
    expect((await gate(given)).verdict).toBe('pass');
  });

  test('takes a folder of reports through a symbolic link', async () => {
    const given = await options();
    symlinkSync(join(folder, 'reports'), join(folder, 'link'));
    expect((await gate({ ...given, reports: [join(folder, 'link')] })).verdict).toBe('pass');
  });
});

describe('the policy of the base branch', () => {
  const base = (named: string[], mergeOf: string | null = null) => ({ named, mergeOf });

  test('is held against this one, and what is loosened is told on its line', async () => {
    git('init', '--quiet');
    const before = commit({ 'delve-gate.yml': POLICY });
    commit({ 'delve-gate.yml': LOOSE });
    const report = await gate(await options({ base: base([before]) }));
    expect(report.findings).toMatchObject([
      {
        cause: 'policy-loosened',
        found: 'smoke.optional has exec now',
        location: { file: expect.stringMatching(/delve-gate\.yml$/), line: 5 },
      },
    ]);
  });

  test('is the first parent of the merge that a runner checks out, and of no other commit', async () => {
    git('init', '--quiet');
    commit({ 'delve-gate.yml': POLICY });
    git('checkout', '--quiet', '-b', 'change');
    const head = commit({ 'delve-gate.yml': LOOSE });
    git('checkout', '--quiet', 'main');
    commit({ other: 'x' });
    git('merge', '--quiet', '--no-edit', '--no-ff', 'change');
    const merge = git('rev-parse', 'HEAD');
    const causes = async (mergeOf: string) => (await gate(await options({ base: base([], mergeOf) }))).findings.map(({ cause }) => cause);
    expect(await causes(merge)).toEqual(['policy-loosened']);
    expect(await causes(head)).toEqual(['policy-base-unknown']);
  });

  test('cannot be had of a checkout that is too shallow, or that is none', async () => {
    write('delve-gate.yml', POLICY);
    const outside = await gate(await options({ base: base(['d'.repeat(40)]) }));
    expect(outside.findings.map(({ cause }) => cause)).toEqual(['policy-base-unknown']);
    git('init', '--quiet');
    commit({});
    const shallow = await gate(await options({ base: base(['d'.repeat(40)]) }));
    expect(shallow.findings.map(({ cause }) => cause)).toEqual(['policy-base-unknown']);
  });

  test('that was not there before is nothing to loosen; one that is gone is', async () => {
    git('init', '--quiet');
    const empty = commit({ other: 'x' });
    const before = commit({ '.github/delve-gate.yml': 'version: 1\ntargets: [linux/amd64, linux/arm64]\n' });
    expect((await gate(await options({ base: base([empty]) }))).findings.map(({ cause }) => cause)).toEqual(['leg-missing']);
    rmSync(join(folder, '.github'), { recursive: true });
    commit({});
    const report = await gate(await options({ base: base([before]) }));
    expect(report.findings.map(({ cause, found }) => [cause, found])).toEqual([['policy-loosened', 'targets no longer has linux/arm64']]);
  });

  test('is held against this one under whichever of the usual names it was', async () => {
    git('init', '--quiet');
    const before = commit({ '.github/delve-gate.yml': POLICY });
    rmSync(join(folder, '.github'), { recursive: true });
    commit({ 'delve-gate.yaml': LOOSE });
    const report = await gate(await options({ base: base([before]) }));
    expect(report.findings.map(({ cause }) => cause)).toEqual(['policy-loosened']);
    const policy = write('ci/policy.yml', LOOSE);
    expect((await gate(await options({ base: base([before]), policy }))).findings.map(({ cause }) => cause)).toEqual(['policy-loosened']);
  });

  test('is held against this one that a link was put in the place of', async () => {
    git('init', '--quiet');
    const before = commit({ 'ci/policy.yml': POLICY, 'loose.yml': LOOSE });
    const policy = join(folder, 'ci', 'policy.yml');
    rmSync(policy);
    symlinkSync('../loose.yml', policy);
    expect((await gate(await options({ base: base([before]), policy }))).findings.map(({ cause }) => cause)).toEqual(['policy-loosened']);
  });

  test.each(['.', 'app'])('cannot be had where it was behind a link, seen from %s', async (dir) => {
    git('init', '--quiet');
    mkdirSync(join(folder, 'strict', 'ci'), { recursive: true });
    symlinkSync('strict', join(folder, 'app'));
    const before = commit({ 'strict/ci/policy.yml': POLICY });
    rmSync(join(folder, 'app'));
    const policy = write('app/ci/policy.yml', LOOSE);
    const report = await gate(await options({ base: base([before]), policy, dir: join(folder, dir) }));
    expect(report.findings.map(({ cause }) => cause)).toEqual(['policy-base-unknown']);
  });

  test('is that which the change is merged into, though the event names an older one', async () => {
    git('init', '--quiet');
    const old = commit({ 'delve-gate.yml': POLICY });
    git('checkout', '--quiet', '-b', 'change');
    commit({ other: 'x' });
    git('checkout', '--quiet', 'main');
    commit({ 'delve-gate.yml': LOOSE });
    git('merge', '--quiet', '--no-edit', '--no-ff', 'change');
    const given = await options({ base: base([old], git('rev-parse', 'HEAD')) });
    expect((await gate(given)).findings).toEqual([]);
  });

  test('is found below a folder of the repository', async () => {
    git('init', '--quiet');
    const before = commit({ 'app/ci/policy.yml': POLICY });
    commit({ 'app/ci/policy.yml': LOOSE });
    const policy = join(folder, 'app', 'ci', 'policy.yml');
    const report = await gate(await options({ policy, dir: join(folder, 'app'), base: base([before]) }));
    expect(report.findings.map(({ cause }) => cause)).toEqual(['policy-loosened']);
  });
});

describe('the run', () => {
  const at = (payload: object) => ({ GITHUB_EVENT_PATH: write('event.json', JSON.stringify(payload)), GITHUB_ACTIONS: 'true' });

  test('is that of the runner, whichever attempt, and of the commit that is checked out, whatever the event names', async () => {
    const { PATH } = process.env;
    const actions = { PATH, GITHUB_ACTIONS: 'true', GITHUB_SHA: 'abc', GITHUB_RUN_ID: '7', GITHUB_RUN_ATTEMPT: '2' };
    expect(await runIdentity(folder, { PATH }, scope)).toEqual({ commit: null, run: null });
    expect(await runIdentity(folder, actions, scope)).toEqual({ commit: 'abc', run: '7' });
    git('init', '--quiet');
    const head = commit({});
    expect(await runIdentity(folder, { PATH }, scope)).toEqual({ commit: head, run: null });
    expect(await runIdentity(folder, actions, scope)).toEqual({ commit: head, run: '7' });
  });

  test.each([
    ['push', { before: 'x' }, undefined],
    ['schedule', {}, undefined],
    ['pull_request', { pull_request: { base: { sha: 'b' } } }, { named: ['b'], mergeOf: null }],
    ['pull_request', {}, { named: [], mergeOf: null }],
    ['pull_request_review', { pull_request: { base: { sha: 'b' } } }, { named: ['b'], mergeOf: null }],
    ['merge_group', { merge_group: { base_sha: 'm' } }, { named: ['m'], mergeOf: null }],
  ])('of %s has for a base what its payload says', (event, payload, expected) => {
    expect(baseCommits({ ...at(payload), GITHUB_EVENT_NAME: event })).toEqual(expected);
  });

  test('of a pull request is one of a merge where the ref says so', () => {
    const env = { ...at({}), GITHUB_EVENT_NAME: 'pull_request', GITHUB_SHA: 'abc' };
    expect(baseCommits({ ...env, GITHUB_REF: 'refs/pull/7/merge' })).toMatchObject({ mergeOf: 'abc' });
    expect(baseCommits({ ...env, GITHUB_REF: 'refs/heads/x' })).toMatchObject({ mergeOf: null });
  });
});
