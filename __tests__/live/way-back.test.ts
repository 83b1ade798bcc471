import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, type FSWatcher, mkdirSync, readdirSync, readFileSync, statSync, watch, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { isDamaged, type Snapshot, storeOf } from '../../src/goenv/store.js';
import { CLI, delveGate, exec, makeWorld, type World } from '../support/world.js';

jest.setTimeout(300_000);

const OLD = { text: '# mine\r\nGOFLAGS=-mod=vendor\nGOPROXY=https://u:p@proxy.example\n', mode: 0o600 };
const NEW = { text: 'GOAMD64=v1\n'.repeat(400), mode: 0o640 };

let world: World;
let file: string;

beforeEach(() => {
  world = makeWorld({ GOTOOLCHAIN: undefined });
  file = join(world.env.HOME as string, '.config', 'go', 'env');
  mkdirSync(dirname(file), { recursive: true });
});
afterEach(() => world.remove());

interface Kept {
  text: string;
  mode: number;
}
const write = ({ text, mode }: Kept) => {
  writeFileSync(file, text);
  chmodSync(file, mode);
};
const seen = (): Kept | null => (existsSync(file) ? { text: readFileSync(file, 'latin1'), mode: statSync(file).mode & 0o7777 } : null);
const gate = (...args: string[]) => delveGate(['env', ...args], world, world.folder);
const store = () => storeOf(world.env);
const asKept = ({ state }: Snapshot): Kept | null =>
  state.kind === 'none' ? null : { text: state.bytes.toString('latin1'), mode: state.mode };
const kept = () =>
  store()
    .list()
    .map((each) => (isDamaged(each) ? `damaged ${each.name}` : asKept(each)));
const byOurHand = () => readdirSync(dirname(file)).filter((name) => name.startsWith('.delve-gate'));

/** Takes a snapshot of what the file then is. @returns its name */
async function snapshot(of: Kept): Promise<string> {
  write(of);
  const ran = await gate('snapshot', '--format', 'json');
  expect(ran.code).toBe(0);
  return JSON.parse(ran.stdout).name;
}

describe('the way back', () => {
  test('leads from a go env -w after which no go command runs', async () => {
    write(OLD);
    expect(await gate('snapshot', '--label', 'good')).toMatchObject({ code: 0, stdout: expect.stringMatching(/\n {4}go {8}go1\.\d+/) });
    expect(await exec('go', ['env', '-w', 'GOROOT=/nowhere'], { env: world.env, cwd: world.folder })).toMatchObject({ code: 0 });
    expect((await exec('go', ['env', '-u', 'GOROOT'], { env: world.env, cwd: world.folder })).code).not.toBe(0);

    const diff = await gate('diff');
    expect(diff).toMatchObject({ code: 1, stdout: expect.stringContaining('\n    + GOROOT=/nowhere\n') });
    expect(diff.stdout).not.toContain('u:p@');
    expect((await gate('restore')).code).toBe(0);
    expect(seen()).toEqual(OLD);
    expect((await gate('diff')).code).toBe(0);
    expect((await exec('go', ['env', 'GOROOT'], { env: world.env, cwd: world.folder })).code).toBe(0);
  });

  test('is undone by the command that it prints', async () => {
    write(NEW);
    const undo = (stdout: string) => /undo +delve-gate env restore (\S+)/.exec(stdout)?.[1] ?? '';
    const unset = await gate('unset-all');
    expect([unset.code, seen()]).toEqual([0, null]);
    const restored = await gate('restore', undo(unset.stdout));
    expect([restored.code, seen()]).toEqual([0, NEW]);
    expect([(await gate('restore', undo(restored.stdout))).code, seen()]).toEqual([0, null]);
  });

  test('takes away a file that was not there', async () => {
    expect((await gate('snapshot')).code).toBe(0);
    write(OLD);
    expect((await gate('restore')).code).toBe(0);
    expect([seen(), kept()]).toEqual([null, [null, OLD]]);
  });

  test.each([
    { what: 'GOENV=off', env: { GOENV: 'off' }, said: 'GOENV is off' },
    { what: 'no HOME', env: { HOME: undefined }, said: 'HOME is not set' },
    { what: 'a folder', env: { GOENV: '/' }, said: 'is a folder' },
  ])('says what is wrong: $what', async ({ env, said }) => {
    const home = world.env.HOME as string;
    for (const [name, value] of Object.entries(env)) {
      if (value === undefined) delete world.env[name];
      else world.env[name] = value;
    }
    for (const command of ['snapshot', 'diff', 'restore', 'unset-all'])
      expect(await gate(command)).toMatchObject({
        code: 3,
        stdout: '',
        stderr: expect.stringMatching(`^delve-gate: .*${said}.*; expected .*\n$`),
      });
    expect(readdirSync(home)).toEqual(['.config']);
  });
});

/** A generator of numbers from 0 to 1, the same for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type End = 'killed' | 'finished';

/** Starts a command; `kill` is given the child and the folders that it writes to. */
function struck(args: string[], kill: (child: ChildProcess) => () => void): Promise<End> {
  const child = spawn(process.execPath, [CLI, 'env', ...args], { cwd: world.folder, env: world.env, stdio: 'ignore' });
  const stop = kill(child);
  return new Promise((resolve) =>
    child.once('close', (_, signal) => {
      stop();
      resolve(signal === 'SIGKILL' ? 'killed' : 'finished');
    }),
  );
}

const afterMs = (ms: number) => (child: ChildProcess) => {
  const timer = setTimeout(() => child.kill('SIGKILL'), ms);
  return () => clearTimeout(timer);
};

/** At the so-manieth change in a folder: while it is being written. */
const atChange = (folder: string, which: number) => (child: ChildProcess) => {
  let count = 0;
  const watcher: FSWatcher = watch(folder, () => {
    if (++count === which) child.kill('SIGKILL');
  });
  return () => watcher.close();
};

describe('SIGKILL at any moment', () => {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

  test.each(['restore', 'unset-all'])(`leaves the old file or the new one, and all snapshots whole: %s (SEED=${seed})`, async (command) => {
    const wanted = command === 'restore' ? NEW : null;
    const name = await snapshot(NEW);
    const args = command === 'restore' ? ['restore', name] : ['unset-all'];
    write(OLD);
    let life = await timed(async () => expect(await struck(args, () => () => {})).toBe('finished'));

    const next = random(seed);
    const written = [dirname(file), store().folder];
    const points = Array.from({ length: 50 }, (_, at) => {
      if (at % 2 === 0) return () => afterMs(next() * life * 1.1);
      // The last third is where it writes; a change in a folder is the write itself.
      if (at % 4 === 1) return () => afterMs(life * (0.6 + 0.4 * next()));
      return () => atChange(written[Math.floor(next() * 2)] as string, 1 + Math.floor(next() * 4));
    });

    const ends = { killed: 0, finished: 0, old: 0, new: 0 };
    for (const point of points) {
      write(OLD);
      const before = store().list().length;
      ends[await struck(args, point())]++;

      const now = seen();
      expect([OLD, wanted]).toContainEqual(now);
      const isOld = JSON.stringify(now) === JSON.stringify(OLD);
      ends[isOld ? 'old' : 'new']++;
      const all = store().list();
      expect(all.filter(isDamaged)).toEqual([]);
      expect(all.length - before).toBeLessThanOrEqual(1);
      // What was replaced is kept before it goes.
      if (!isOld) expect(asKept(all.at(-1) as Snapshot)).toEqual(OLD);
      // The machine may be busier now than at first.
      life = await timed(async () => expect(await gate('restore', name)).toMatchObject({ code: 0 }));
      expect(seen()).toEqual(NEW);
    }
    process.stdout.write(`${command}, seed ${seed}: ${JSON.stringify(ends)}, life ${Math.round(life)} ms\n`);
    for (const times of [ends.killed, ends.old, ends.new]) expect(times).toBeGreaterThan(0);
  });

  async function timed(work: () => Promise<void>): Promise<number> {
    const started = performance.now();
    await work();
    return performance.now() - started;
  }
});

test('runs at the same time lose nothing that ever was there', async () => {
  const other = { text: 'GOOS=linux\n', mode: 0o644 };
  const names = [await snapshot(NEW), await snapshot(other)];
  write(OLD);

  const ran = await Promise.all(
    Array.from({ length: 4 }, () => [
      gate('restore', names[0] as string),
      gate('restore', names[1] as string),
      gate('unset-all'),
      gate('snapshot'),
    ]).flat(),
  );

  for (const { code, stderr } of ran) expect([code, stderr]).toEqual([0, expect.not.stringContaining('delve-gate:')]);
  expect([NEW, other, null]).toContainEqual(seen());
  expect(kept()).toContainEqual(OLD);
  expect(kept().filter((each) => typeof each === 'string')).toEqual([]);
  expect(byOurHand()).toEqual([]);
});

describe('a full disk', () => {
  const mounted: string[] = [];
  afterEach(async () => {
    for (const folder of mounted.splice(0)) await exec('umount', [folder]);
  });

  /** Makes a folder a file system of its own with no room, with what was in it. @returns whether this machine lets us */
  async function fill(folder: string): Promise<boolean> {
    const inside = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
    const files = inside.map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name))] as const);
    if ((await exec('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder])).code !== 0) return false;
    mounted.push(folder);
    for (const [path, bytes] of files) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes, { mode: 0o600 });
    }
    expect(() => writeFileSync(join(folder, 'full'), Buffer.alloc(128 * 1024))).toThrow(/ENOSPC/);
    return true;
  }

  test.each([
    { of: 'the GOENV file', folder: () => dirname(file), commands: ['restore'] },
    {
      of: 'the snapshots',
      folder: () => join(world.env.HOME as string, '.local', 'state'),
      commands: ['restore', 'unset-all', 'snapshot'],
    },
  ])('of $of changes nothing, and says so', async ({ folder, commands }) => {
    const name = await snapshot(NEW);
    write(OLD);
    if (!(await fill(folder()))) return skipped('this machine lets nobody mount a file system');

    for (const command of commands) {
      const ran = await gate(command, ...(command === 'restore' ? [name] : []));
      expect({ command, ...ran }).toEqual({
        command,
        code: 3,
        stdout: '',
        stderr: expect.stringMatching(/^delve-gate: .* cannot be written \(ENOSPC\); .*nothing was changed/),
      });
      expect([seen(), byOurHand()]).toEqual([OLD, []]);
      expect(kept().filter((each) => typeof each === 'string')).toEqual([]);
    }
  });
});

test('a file that may not grow is not written half', async () => {
  const name = await snapshot(NEW);
  write(OLD);
  // A block is half a kilobyte: the snapshot of the old file fits, the new file does not.
  const ran = await exec('sh', ['-c', 'ulimit -f 2; exec "$@"', 'sh', process.execPath, CLI, 'env', 'restore', name], {
    env: world.env,
    cwd: world.folder,
  });
  expect(ran).toMatchObject({ code: 3, stderr: expect.stringMatching(/cannot be written \(EFBIG\).*nothing was changed/) });
  expect([seen(), byOurHand(), kept()]).toEqual([OLD, [], [NEW, OLD]]);
});

function skipped(reason: string): void {
  process.stdout.write(`skipped: ${reason}\n`);
}
