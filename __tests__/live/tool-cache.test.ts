import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { sha256 } from '../../src/delve/slot.js';
import type { Report } from '../../src/model/report.js';
import { newMarker, processesWith, until } from '../support/marked.js';
import { checkJson, exec, makeWorld, type Ran, type World } from '../support/world.js';

jest.setTimeout(300_000);

/** A tool cache with a whole slot, to copy from. */
let filled: { world: World; tools: string; file: string; version: string };
let world: World;
let marker: ReturnType<typeof newMarker>;
let tools: string;

beforeAll(async () => {
  const own = makeWorld();
  const root = join(own.folder, 'tools');
  own.env.RUNNER_TOOL_CACHE = root;
  const { report } = await checkJson(['--only', 'dlv'], own, project(own));
  const { path, version } = chosen(report);
  filled = { world: own, tools: root, file: (path ?? '').slice(root.length + 1), version };
});

afterAll(() => filled.world.remove());

beforeEach(() => {
  marker = newMarker();
  world = makeWorld({ [marker.name]: marker.value });
  tools = join(world.folder, 'tools');
  world.env.RUNNER_TOOL_CACHE = tools;
});

afterEach(async () => {
  // What counts the uses of go and dlv outlives the ones that this test starts itself, and writes into HOME.
  await until(
    () => `these to go: ${processesWith(marker).join(', ')}`,
    () => processesWith(marker).length === 0,
  );
  const left = readdirSync(world.env.TMPDIR as string);
  world.remove();
  expect(left).toEqual([]);
});

function project(of: World): string {
  const dir = join(of.folder, 'project');
  if (existsSync(dir)) return dir;
  mkdirSync(dir);
  writeFileSync(join(dir, 'go.mod'), 'module example.com/project\n\ngo 1.21\n');
  writeFileSync(join(dir, 'delve-gate.yml'), 'version: 1\ndelve:\n  path: ignore\n');
  return dir;
}

function check(more: NodeJS.ProcessEnv = {}): Promise<{ report: Report; ran: Ran }> {
  return checkJson(['--only', 'dlv'], { env: { ...world.env, ...more } }, project(world));
}

function chosen(report: Report): NonNullable<NonNullable<Report['facts']['dlv']>['chosen']> {
  const found = report.facts.dlv?.chosen;
  if (!found) throw new Error(`no dlv was looked for: ${JSON.stringify(report.findings, null, 2)}`);
  return found;
}

/** Copies the whole slot into this test's tool cache. @returns the paths of its parts */
function copySlot(): { file: string; folder: string; complete: string; record: string; lock: string } {
  cpSync(filled.tools, tools, { recursive: true });
  const file = join(tools, filled.file);
  const folder = dirname(file);
  return { file, folder, complete: `${folder}.complete`, record: join(folder, 'delve-gate.json'), lock: `${folder}.lock` };
}

/** The slot is there, marked complete, the file is what its record says, and no lock is left. */
async function expectWhole(): Promise<void> {
  const file = join(tools, filled.file);
  const record = JSON.parse(readFileSync(join(dirname(file), 'delve-gate.json'), 'utf8'));
  expect(sha256(file)).toBe(record.sha256);
  expect((await exec(file, ['version'], { env: world.env })).stdout).toContain(`Version: ${filled.version}`);
  expect(readdirSync(dirname(dirname(file))).sort()).toEqual(
    [dirname(file), `${dirname(file)}.complete`].map((each) => each.split('/').at(-1)),
  );
}

test('eight processes at once on an empty tool cache: one installs, all have it', async () => {
  const dir = project(world);
  const all = await Promise.all(Array.from({ length: 8 }, () => checkJson(['--only', 'dlv'], world, dir)));

  expect(all.map(({ report, ran }) => ({ verdict: report.verdict, code: ran.code, error: chosen(report).error }))).toEqual(
    all.map(() => ({ verdict: 'pass', code: 0, error: null })),
  );
  expect(all.map(({ report }) => chosen(report).from).sort()).toEqual([...Array.from({ length: 7 }, () => 'cache'), 'installed']);
  await expectWhole();
});

test('a whole slot is taken as it is', async () => {
  const { file } = copySlot();

  const { report } = await check();

  expect(chosen(report)).toMatchObject({ from: 'cache', cacheHit: true, path: file, notes: [] });
});

describe('what is wrong in the tool cache is thrown out, built again and told', () => {
  const CHANGED = /thrown out: its bytes are not those that were installed/;
  type Slot = ReturnType<typeof copySlot>;
  const faults: { fault: string; spoil: (slot: Slot) => void; note: RegExp }[] = [
    {
      fault: 'one byte of the file is another',
      spoil: ({ file }) => {
        const bytes = readFileSync(file);
        const at = bytes.length >> 1;
        bytes[at] = (bytes[at] as number) ^ 1;
        writeFileSync(file, bytes);
      },
      note: CHANGED,
    },
    { fault: 'the file is cut short', spoil: ({ file }) => truncateSync(file, 1_000_000), note: CHANGED },
    { fault: 'the file is empty', spoil: ({ file }) => truncateSync(file, 0), note: CHANGED },
    {
      fault: 'the file is a shell script, which is not started',
      spoil: ({ file }) =>
        writeFileSync(file, `#!/bin/sh\ntouch "${join(tools, 'started')}"\nprintf 'Delve Debugger\\nVersion: 1.27.2\\n'\n`),
      note: CHANGED,
    },
    {
      fault: 'the file is another Go program, and its record was changed with it',
      spoil: ({ file, record }) => {
        copyFileSync(otherProgram, file);
        const text = readFileSync(record, 'utf8');
        writeFileSync(record, JSON.stringify({ ...JSON.parse(text), sha256: otherSha }));
      },
      note: /thrown out: it does not start as Delve/,
    },
    { fault: 'there is no record', spoil: ({ record }) => rmSync(record), note: /thrown out: it has no record of its installation/ },
    { fault: 'the record is no JSON', spoil: ({ record }) => writeFileSync(record, '{'), note: /it has no record of its installation/ },
    {
      fault: 'the record is no object',
      spoil: ({ record }) => writeFileSync(record, 'null'),
      note: /it has no record of its installation/,
    },
    {
      fault: 'there is .complete, but no folder',
      spoil: ({ folder }) => rmSync(folder, { recursive: true }),
      note: /not whole was thrown out/,
    },
    { fault: 'there is a folder, but no .complete', spoil: ({ complete }) => rmSync(complete), note: /not whole was thrown out/ },
  ];
  let otherProgram: string;
  let otherSha: string;

  beforeAll(async () => {
    const goroot = (await exec('go', ['env', 'GOROOT'], { env: filled.world.env })).stdout.trim();
    otherProgram = join(goroot, 'bin', 'gofmt');
    otherSha = sha256(otherProgram);
  });

  test.each(faults)('$fault', async ({ spoil, note }) => {
    spoil(copySlot());

    const { report, ran } = await check();

    expect(chosen(report)).toMatchObject({ from: 'installed', cacheHit: false, error: null, notes: [expect.stringMatching(note)] });
    expect(ran.code).toBe(0);
    expect(existsSync(join(tools, 'started'))).toBe(false);
    await expectWhole();
  });
});

test('the lock of a process that died is broken', async () => {
  const { lock, folder, complete } = copySlot();
  rmSync(complete);
  rmSync(folder, { recursive: true });
  const dead = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(dead, 'exit');
  writeFileSync(lock, `${dead.pid} ${hostname()} 1`);

  const { report } = await check();

  expect(chosen(report)).toMatchObject({ from: 'installed', error: null });
  await expectWhole();
});

test('a tool cache that cannot be written is a finding, with its path and the reason', async () => {
  writeFileSync(tools, 'a file, not a folder');

  const { report, ran } = await check();

  expect(ran.code).toBe(1);
  expect(chosen(report)).toMatchObject({
    path: null,
    error: { message: expect.stringContaining(`the tool cache ${tools} cannot be written`) },
  });
  expect(report.findings).toContainEqual(
    expect.objectContaining({
      level: 'error',
      link: 'install',
      found: expect.stringContaining(`the tool cache ${tools} cannot be written`),
    }),
  );
});

describe('offline', () => {
  test('with GOPROXY=off and a filled module cache it is built from there', async () => {
    const { report } = await check({ GOPROXY: 'off' });

    expect(chosen(report)).toMatchObject({ from: 'installed', error: null, notes: [expect.stringMatching(/built from the module cache/)] });
    expect(report.findings.map(({ cause }) => cause)).toContain('proxy-off');
    await expectWhole();
  });

  test('with GOPROXY=off and an empty module cache there is none', async () => {
    const { report, ran } = await check({ GOPROXY: 'off', GOMODCACHE: join(world.folder, 'modules') });

    expect(ran.code).toBe(1);
    expect(chosen(report)).toMatchObject({ path: null, error: { kind: 'proxy-off' } });
    const finding = report.findings.find(({ cause }) => cause === 'proxy-off');
    expect(finding).toMatchObject({ level: 'error' });
    expect(JSON.stringify(finding?.consequences)).toContain('dlv-not-installed');
  });

  test('with a proxy that does not answer the download is blocked', async () => {
    const { report, ran } = await check({
      GOPROXY: `http://127.0.0.1:${await closedPort()}`,
      GOMODCACHE: join(world.folder, 'modules'),
      NO_PROXY: '127.0.0.1',
      no_proxy: '127.0.0.1',
    });

    expect(ran.code).toBe(1);
    expect(chosen(report)).toMatchObject({ path: null, error: { kind: 'module-download-blocked' } });
    expect(report.findings.map(({ cause }) => cause)).toContain('module-download-blocked');
  });
});

test('what go env is set to does not reach what is built', async () => {
  const bin = join(world.folder, 'bin');
  mkdirSync(bin);

  const { report } = await check({ GOFLAGS: '-trimpath', GOBIN: bin, GO111MODULE: 'auto' });

  const { path } = chosen(report);
  expect(chosen(report)).toMatchObject({ from: 'installed', error: null });
  const { stdout } = await exec('go', ['version', '-m', path ?? ''], { env: world.env });
  expect(stdout).toContain('path\tgithub.com/go-delve/delve/cmd/dlv');
  expect(stdout).not.toContain('-trimpath');
  expect(readdirSync(bin)).toEqual([]);
});

/** A port on which nothing listens: one that was just given back. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
