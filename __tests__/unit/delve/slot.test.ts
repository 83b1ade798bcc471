import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  clearSlot,
  isComplete,
  isPartial,
  readRecord,
  type Slot,
  sha256,
  slotFor,
  toolCacheRoot,
  withLock,
} from '../../../src/delve/slot.js';

const KEY = { version: '1.27.2', go: 'go1.26.8', os: 'linux', arch: 'amd64', tags: '' };
const NEVER = new AbortController().signal;

let root: string;
let slot: Slot;
let lock: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'delve-gate-test-'));
  slot = slotFor(root, KEY);
  lock = `${slot.folder}.lock`;
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function fill(): void {
  mkdirSync(slot.folder, { recursive: true });
  writeFileSync(slot.file, 'dlv');
  writeFileSync(`${slot.folder}.complete`, '');
}

describe('a slot', () => {
  test("has the layout of the runner's tool cache", () => {
    expect(slot.folder).toBe(join(root, 'dlv', '1.27.2', 'linux-amd64-go1.26.8'));
    expect(slot.file).toBe(join(slot.folder, 'dlv'));
  });

  test('of other tags or of Windows is another', () => {
    expect(slotFor(root, { ...KEY, tags: 'exp.winarm64' }).arch).toBe('linux-amd64-go1.26.8-exp.winarm64');
    expect(slotFor(root, { ...KEY, os: 'windows' }).file).toMatch(/dlv\.exe$/);
  });

  test('of a Go with an odd name stays inside the tool cache', () => {
    expect(dirname(slotFor(root, { ...KEY, go: 'devel go1.27-a/../../b X:c' }).folder)).toBe(join(root, 'dlv', '1.27.2'));
  });

  test('is complete, partial or empty', () => {
    const state = () => ({ complete: isComplete(slot), partial: isPartial(slot) });
    expect(state()).toEqual({ complete: false, partial: false });
    fill();
    expect(state()).toEqual({ complete: true, partial: false });
    rmSync(slot.file);
    expect(state()).toEqual({ complete: false, partial: true });
    rmSync(slot.folder, { recursive: true });
    expect(state()).toEqual({ complete: false, partial: true });
  });

  test('can be cleared, also when there is nothing', async () => {
    fill();
    await clearSlot(slot);
    await clearSlot(slot);
    expect(isPartial(slot)).toBe(false);
  });

  test.each(['', '{', '[', undefined])('has no record when the file holds %j', (text) => {
    fill();
    if (text !== undefined) writeFileSync(join(slot.folder, 'delve-gate.json'), text);
    expect(readRecord(slot)).toBeUndefined();
  });

  test('knows a file by its SHA-256', async () => {
    fill();
    expect(sha256(slot.file)).toBe(createHash('sha256').update('dlv').digest('hex'));
    expect(() => sha256(join(root, 'none'))).toThrow(/ENOENT/);
  });
});

describe('the tool cache', () => {
  test.each([
    { env: { RUNNER_TOOL_CACHE: '/opt/tools', HOME: '/home/a' }, root: '/opt/tools' },
    { env: { RUNNER_TOOL_CACHE: '', HOME: '/home/a', XDG_CACHE_HOME: '/var/a' }, root: '/var/a/delve-gate/tools' },
    { env: { HOME: '/home/a' }, root: '/home/a/.cache/delve-gate/tools' },
  ])('$env', ({ env, root: expected }) => {
    if (process.platform === 'linux') expect(toolCacheRoot(env)).toBe(expected);
  });
});

describe('the lock', () => {
  function deadPid(): number {
    return spawnSync(process.execPath, ['--version']).pid;
  }

  test('lets one at a time work, and goes afterwards', async () => {
    let inside = 0;
    let most = 0;
    let waited = 0;
    let othersWait = () => {};
    const allWait = new Promise<void>((resolve) => {
      othersWait = resolve;
    });
    const wait = () => {
      if (++waited === 4) othersWait();
    };
    const work = async () => {
      most = Math.max(most, ++inside);
      // The first stays until the others have come.
      await allWait;
      inside--;
    };
    await Promise.all(Array.from({ length: 5 }, () => withLock(slot, NEVER, wait, work)));
    expect({ inside, most, waited }).toEqual({ inside: 0, most: 1, waited: 4 });
    expect(existsSync(lock)).toBe(false);
  });

  test('goes when the work fails', async () => {
    const failing = withLock(
      slot,
      NEVER,
      () => {},
      () => Promise.reject(new Error('no')),
    );
    await expect(failing).rejects.toThrow('no');
    expect(existsSync(lock)).toBe(false);
  });

  async function expectTaken(): Promise<void> {
    const result = await withLock(
      slot,
      NEVER,
      () => {},
      async () => readFileSync(lock, 'utf8'),
    );
    expect(result).toMatch(new RegExp(`^${process.pid} `));
    expect(existsSync(lock)).toBe(false);
    expect(existsSync(`${lock}.break`)).toBe(false);
  }

  function leave(text: string, age = 0): void {
    mkdirSync(dirname(lock), { recursive: true });
    writeFileSync(lock, text);
    const then = new Date(Date.now() - age);
    utimesSync(lock, then, then);
  }

  test('of a process that is dead is broken at once', async () => {
    leave(`${deadPid()} ${hostname()} 1`);
    await expectTaken();
  });

  test.each([
    { what: 'without a name', text: '' },
    { what: 'of another machine', text: '1 elsewhere 1' },
  ])('$what is broken when its heart has stopped', async ({ text }) => {
    leave(text, 61_000);
    await expectTaken();
  });

  test('of a living process is broken only when its heart has stopped long ago: the number is another process by now', async () => {
    leave(`${process.ppid} ${hostname()} 1`, 601_000);
    await expectTaken();
  });

  test.each([
    { what: 'of a living process', text: `${process.ppid} ${hostname()} 1`, age: 599_000 },
    { what: 'of another machine', text: '1 elsewhere 1', age: 59_000 },
    { what: 'without a name yet', text: '', age: 0 },
  ])('$what is waited for, until we are stopped', async ({ text, age }) => {
    leave(text, age);
    const stop = new AbortController();
    const waiting = withLock(
      slot,
      stop.signal,
      () => stop.abort(),
      () => Promise.reject(new Error('it was taken')),
    );
    await expect(waiting).rejects.toThrow(/abort/);
    expect(readFileSync(lock, 'utf8')).toBe(text);
  });

  test('in a place that cannot be written says which', async () => {
    writeFileSync(join(root, 'dlv'), 'a file');
    const locking = withLock(
      slot,
      NEVER,
      () => {},
      async () => {},
    );
    await expect(locking).rejects.toThrow(`the tool cache ${root} cannot be written: `);
  });
});
