import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { commandLinesNaming } from '../support/command-lines.js';
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

/** Has the go command download a toolchain, as it does for a go.mod that asks for one. @returns its GOROOT */
async function fetchToolchain(wanted: string, world: World): Promise<string> {
  const { stdout, stderr } = await exec('go', ['env', 'GOVERSION', 'GOROOT'], {
    cwd: world.folder,
    env: { ...world.env, GOTOOLCHAIN: wanted },
  });
  const [version, goroot] = stdout.trim().split('\n');
  if (version !== wanted || !goroot) throw new Error(`${wanted} cannot be had: ${stderr || stdout}`);
  return goroot;
}

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
