import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { commandLinesNaming } from '../support/command-lines.js';
import { fetchToolchain } from '../support/toolchain.js';
import { checkJson, exec, makeWorld, type World } from '../support/world.js';

const TOOLCHAINS = [
  { go: 'go1.21.13', dlv: '1.25.0' },
  { go: 'go1.24.13', dlv: '1.26.3' },
  { go: 'go1.27.2', dlv: '1.27.2' },
];
/** Where our own debuggee stops in each mode; a test binary names its package by the import path. */
const STOPS = {
  exec: 'main.compute',
  attach: 'main.compute',
  dap: 'main.compute',
  debug: 'main.compute',
  test: 'debuggee.compute',
};
const MINUTES = 60_000;

describe('a machine whose Go is', () => {
  let world: World;
  beforeEach(() => {
    world = makeWorld();
  });
  afterEach(() => world.remove());

  test.each(TOOLCHAINS)(
    '$go gets Delve $dlv, built by that Go, and debugs in every mode',
    async ({ go, dlv }) => {
      const goroot = await fetchToolchain(go, world);
      const env = { ...world.env, PATH: [join(goroot, 'bin'), world.env.PATH].join(delimiter) };

      const { report, ran } = await checkJson(['--policy', policyIn(world), '--dir', projectIn(world)], { env });

      expect(report.findings.filter(({ level }) => level !== 'note')).toEqual([]);
      expect(report).toMatchObject({ verdict: 'pass', versions: { go, dlv } });
      expect(ran.code).toBe(0);
      expect(report.facts.sessions.map(({ mode, status, observed }) => ({ mode, status, function: observed.function }))).toEqual(
        Object.entries(STOPS).map(([mode, stop]) => ({ mode, status: 'pass', function: stop })),
      );
      expect(await builderOf(report.facts.dlv?.chosen?.path ?? '', env)).toBe(go);
      expect(commandLinesNaming(world.folder)).toEqual([]);
    },
    15 * MINUTES,
  );
});

describe('tools of several Go releases on one machine', () => {
  let world: World;
  beforeEach(() => {
    world = makeWorld();
  });
  afterEach(() => world.remove());

  /** Puts the dlv that matches one Go first on PATH. */
  async function dlvOf(go: string, folder = 'bin'): Promise<string> {
    const env = { ...world.env, PATH: [join(await fetchToolchain(go, world), 'bin'), world.env.PATH].join(delimiter) };
    const { report } = await checkJson(['--only', 'dlv'], { env }, world.folder);
    mkdirSync(join(world.folder, folder));
    copyFileSync(report.facts.dlv?.chosen?.path ?? '', join(world.folder, folder, 'dlv'));
    return join(world.folder, folder);
  }

  test.each([
    { dlv: 'go1.21.13', go: 'go1.27.2', cause: 'dlv-too-old-for-go' },
    { dlv: 'go1.27.2', go: 'go1.24.13', cause: 'go-too-old-for-dlv' },
    { dlv: 'go1.24.13', go: 'go1.26.8', cause: 'dlv-built-with-older-go' },
  ])(
    'the dlv of $dlv with $go: $cause',
    async ({ dlv, go, cause }) => {
      const path = [await dlvOf(dlv), join(await fetchToolchain(go, world), 'bin'), world.env.PATH].join(delimiter);
      const { report } = await checkJson(['--dir', projectIn(world)], { env: { ...world.env, PATH: path } });
      expect(report.findings.filter(({ level }) => level === 'error').map((finding) => finding.cause)).toEqual([cause]);
      expect(report.verdict).toBe('fail');
    },
    15 * MINUTES,
  );

  test(
    'the right dlv behind one that is too old: dlv-shadowed-by-another-copy',
    async () => {
      const path = [
        await dlvOf('go1.21.13', 'old'),
        await dlvOf('go1.27.2', 'right'),
        join(await fetchToolchain('go1.27.2', world), 'bin'),
      ];
      const { report } = await checkJson(['--dir', projectIn(world)], {
        env: { ...world.env, PATH: [...path, world.env.PATH].join(delimiter) },
      });
      expect(report.findings.filter(({ level }) => level === 'error').map((finding) => finding.cause)).toEqual([
        'dlv-shadowed-by-another-copy',
      ]);
    },
    15 * MINUTES,
  );

  test(
    'a matching dlv on PATH is used where the tool cache is empty',
    async () => {
      const path = [await dlvOf('go1.27.2'), join(await fetchToolchain('go1.27.2', world), 'bin'), world.env.PATH].join(delimiter);
      const env = { ...world.env, PATH: path, RUNNER_TOOL_CACHE: join(world.folder, 'tools') };
      const { report } = await checkJson(['--dir', projectIn(world)], { env });
      expect(report.findings.filter(({ level }) => level !== 'note')).toEqual([]);
      expect(report.facts.dlv?.chosen).toMatchObject({ from: 'path', path: join(world.folder, 'bin', 'dlv') });
    },
    15 * MINUTES,
  );

  test(
    'GOROOT of another Go: goroot-mismatch',
    async () => {
      const go = join(await fetchToolchain('go1.27.2', world), 'bin');
      const env = { ...world.env, PATH: [go, world.env.PATH].join(delimiter), GOROOT: await fetchToolchain('go1.24.13', world) };
      const { report } = await checkJson(['--dir', projectIn(world)], { env });
      expect(report.findings.filter(({ level }) => level === 'error').map((finding) => finding.cause)).toEqual(['goroot-mismatch']);
    },
    15 * MINUTES,
  );

  test(
    'a go.mod that switches to a newer Go gets the dlv of that Go',
    async () => {
      const env = { ...world.env, GOTOOLCHAIN: 'auto' };
      const dir = projectIn(world);
      writeFileSync(join(dir, 'go.mod'), 'module example.test/app\n\ngo 1.21\n\ntoolchain go1.27.2\n');
      const { report } = await checkJson(['--dir', dir], { env });
      expect(report.findings.filter(({ level }) => level !== 'note')).toEqual([]);
      expect(report).toMatchObject({ verdict: 'pass', versions: { go: 'go1.27.2', dlv: '1.27.2' } });
      expect(await builderOf(report.facts.dlv?.chosen?.path ?? '', env)).toBe('go1.27.2');
    },
    15 * MINUTES,
  );
});

/** The Go that built a program. */
async function builderOf(program: string, env: NodeJS.ProcessEnv): Promise<string> {
  const { stdout } = await exec('go', ['version', program], { env });
  return stdout.trim().split(' ').at(-1) ?? '';
}

function policyIn(world: World): string {
  const file = join(world.folder, 'policy.yml');
  writeFileSync(file, `version: 1\nsmoke:\n  modes: [${Object.keys(STOPS).join(', ')}]\n`);
  return file;
}

function projectIn(world: World): string {
  const dir = join(world.folder, 'project');
  mkdirSync(dir);
  writeFileSync(join(dir, 'go.mod'), 'module example.test/app\n\ngo 1.21\n');
  return dir;
}
