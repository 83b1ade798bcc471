import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Machine, makeMachine, program, set } from '../support/machine.js';
import { checkJson, delveGate, exec } from '../support/world.js';

/** Foreign to every machine of ours, and known to each qemu-user. */
const TARGET = 'linux/riscv64';
const ARCH = 'riscv64';
const FOUND = await Promise.all(['qemu-riscv64', 'qemu-riscv64-static'].map((name) => exec(name, ['--version'])));
const MISSING = 'there is no qemu-riscv64; apt-get install --no-install-recommends qemu-user';
const has = process.platform === 'linux' && FOUND.some(({ code }) => code === 0);
const test = has ? it : it.skip;
const note = has ? '' : ` (skipped: ${MISSING})`;
if (!has) process.stderr.write(`user mode: skipped: ${MISSING}\n`);

let machine: Machine;
beforeEach(() => {
  machine = makeMachine();
});
afterEach(() => machine.world.remove());

function policy(smoke: string): void {
  const text = `version: 1\nemulation: { mode: user, install: false }\nsmoke:\n${smoke}\ntargets: [${TARGET}]\n`;
  writeFileSync(join(machine.project, 'delve-gate.yml'), text);
}

const check = () => checkJson([], machine.world, machine.project);

/** Builds the project's program. @returns its path */
async function build(arch: string, ...flags: string[]): Promise<string> {
  const file = join(machine.world.folder, 'program');
  const env = { ...machine.world.env, GOOS: 'linux', GOARCH: arch, CGO_ENABLED: '0' };
  const { code, stderr } = await exec('go', ['build', '-gcflags=all=-N -l', ...flags, '-o', file, '.'], { cwd: machine.project, env });
  if (code !== 0) throw new Error(stderr);
  return file;
}

describe('emulation: user', () => {
  test(`starts our debuggee, reads the project's program, and cannot satisfy a policy that asks for attach${note}`, async () => {
    policy('  modes: [exec, attach]\n  package: .');
    const { report, ran } = await check();
    expect({ code: ran.code, verdict: report.verdict }).toEqual({ code: 1, verdict: 'fail' });
    expect(report.findings.filter(({ level }) => level === 'error')).toMatchObject([
      { cause: 'user-mode-cannot-debug', target: TARGET, location: { line: 2, column: 20 }, consequences: [] },
    ]);
    const [target] = report.facts.targets;
    expect(target).toMatchObject({ how: 'user', dlv: null, failure: null, userMode: { starts: true, qemu: { by: 'path' } } });
    expect(target?.userMode?.programs).toMatchObject([
      { subject: 'delve-gate debuggee', header: TARGET, go: expect.stringMatching(/^go1/), dwarf: true },
      { subject: '.', header: TARGET, buildId: expect.stringMatching(/^\S+\/\S+$/), dwarf: true },
    ]);
    const checks = report.checks.filter((each) => each.target === TARGET);
    expect(checks.find(({ name }) => name === 'user-mode')).toMatchObject({ status: 'pass' });
    const smoke = checks.filter(({ name }) => name.startsWith('smoke/'));
    expect(smoke.map(({ name, status, reason }) => `${name} ${status}: ${reason}`)).toEqual(
      ['exec', 'attach', 'exec', 'attach'].map((mode) => `smoke/${mode} skipped: user-mode emulation has no ptrace`),
    );
  }, 120_000);

  test(`is enough for a policy in which every mode is optional, and says so${note}`, async () => {
    policy('  modes: [exec]\n  optional: [exec]');
    const { report } = await check();
    expect(report.verdict).toBe('pass');
    expect(report.findings.map(({ level, cause }) => `${level} ${cause}`)).toContain('note user-mode-cannot-debug');
  }, 120_000);

  test(`reads the build id that the go command reads${note}`, async () => {
    const file = await build(ARCH);
    policy(`  modes: []\n  binary: ${file}`);
    const { report } = await check();
    const { stdout } = await exec('go', ['tool', 'buildid', file], { env: machine.world.env });
    expect(report.verdict).toBe('pass');
    expect(report.facts.targets[0]?.userMode?.programs[1]).toMatchObject({ subject: file, buildId: stdout.trim() });
  }, 120_000);

  test.each([
    ['was built for another platform', 'binary-wrong-arch', () => build(process.arch === 'arm64' ? 'arm64' : 'amd64')],
    ['is stripped', 'debug-info-stripped', () => build(ARCH, '-ldflags=-s -w')],
    [
      'is none of Go',
      'not-a-go-program',
      async () => {
        const file = join(machine.world.folder, 'script');
        program(file, '#!/bin/sh\n');
        return file;
      },
    ],
  ])(
    `says that the program %s${note}`,
    async (_, cause, make) => {
      policy(`  modes: []\n  binary: ${await make()}`);
      const { report } = await check();
      expect(report.verdict).toBe('fail');
      expect(report.findings.filter(({ level }) => level === 'error').map((each) => each.cause)).toContain(cause);
      expect(report.checks).toContainEqual(expect.objectContaining({ name: 'user-mode', target: TARGET, status: 'fail' }));
    },
    120_000,
  );

  it('says that there is no qemu-user, and what to do', async () => {
    policy('  modes: [exec]');
    const bin = join(machine.world.folder, 'bin');
    const { stdout } = await exec('go', ['env', 'GOROOT'], { env: machine.world.env });
    mkdirSync(bin);
    symlinkSync(join(stdout.trim(), 'bin', 'go'), join(bin, 'go'));
    set({ PATH: bin })(machine);
    const { report } = await check();
    const [first] = report.findings;
    expect(first).toMatchObject({ cause: 'qemu-user-missing', fix: expect.arrayContaining([expect.stringContaining('install')]) });
    expect(report.facts.targets[0]?.userMode?.qemu).toBeNull();
  }, 120_000);
});

describe('a plan', () => {
  it('is JSON that a workflow reads', async () => {
    policy('  modes: [exec]');
    const ran = await delveGate(['plan', '--target', 'linux/arm64', '--target', TARGET], machine.world, machine.project);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(ran.stdout)).toMatchObject({
      matrix: {
        include: [
          { name: 'linux-arm64', targets: 'linux/arm64', 'runs-on': 'ubuntu-24.04-arm', how: 'native', modes: 'exec', go: '' },
          { name: 'linux-riscv64', targets: TARGET, 'runs-on': 'ubuntu-latest', how: 'user', modes: 'exec', go: '' },
        ],
      },
      legs: ['linux-arm64', 'linux-riscv64'],
    });
  });

  it('shows a target that no leg could prove on its line', async () => {
    writeFileSync(join(machine.project, 'delve-gate.yml'), 'version: 1\ntargets: [linux/amd64, freebsd/amd64]\n');
    const ran = await delveGate(['plan'], machine.world, machine.project);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(/^delve-gate\.yml:2:24: target "freebsd\/amd64" has no hosted runner/);
  });
});
