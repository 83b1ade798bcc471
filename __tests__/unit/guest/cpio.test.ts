import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { type Entry, writeCpio } from '../../../src/guest/cpio.js';

const FILES: Entry[] = [
  { path: 'init', mode: 0o755, data: Buffer.from('#!/bin/true\n') },
  { path: 'a/b/c', mode: 0o644, data: Buffer.from('12345') },
  { path: 'a/empty', mode: 0o600, data: Buffer.alloc(0) },
  { path: 'with space', mode: 0o644, data: Buffer.alloc(4096, 7) },
];

interface Read {
  path: string;
  mode: number;
  inode: number;
  links: number;
  owner: number;
  time: number;
  data: Buffer;
}

/** Reads the "newc" form back, and holds it to its own rules: magic, padding, a NUL after each name. */
function read(archive: Buffer): Read[] {
  const entries: Read[] = [];
  for (let at = 0; at < archive.length; ) {
    expect(at % 4).toBe(0);
    expect(archive.toString('latin1', at, at + 6)).toBe('070701');
    const field = (number: number) => Number.parseInt(archive.toString('latin1', at + 6 + number * 8, at + 14 + number * 8), 16);
    const [size, length] = [field(6), field(11)];
    const name = at + 110;
    const data = Math.ceil((name + length) / 4) * 4;
    expect(archive[name + length - 1]).toBe(0);
    const path = archive.toString('utf8', name, name + length - 1);
    const bytes = archive.subarray(data, data + size);
    entries.push({ path, mode: field(1), inode: field(0), links: field(4), owner: field(2) + field(3), time: field(5), data: bytes });
    at = Math.ceil((data + size) / 4) * 4;
  }
  return entries;
}

describe('an archive', () => {
  const entries = read(writeCpio(FILES));

  test('has its folders before what is in them, and ends with its trailer', () => {
    expect(entries.map(({ path }) => path)).toEqual(['a', 'a/b', 'init', 'a/b/c', 'a/empty', 'with space', 'TRAILER!!!']);
  });

  test('has kinds, permissions and bytes', () => {
    const modes = Object.fromEntries(entries.map(({ path, mode }) => [path, mode.toString(8)]));
    expect(modes).toMatchObject({ a: '40755', 'a/b': '40755', init: '100755', 'a/b/c': '100644', 'a/empty': '100600' });
    for (const { path, data } of FILES) expect(entries.find((each) => each.path === path)?.data.equals(data)).toBe(true);
  });

  test('has nothing of this machine or moment in it', () => {
    for (const { owner, time } of entries) expect({ owner, time }).toEqual({ owner: 0, time: 0 });
    const inodes = entries.slice(0, -1).map(({ inode }) => inode);
    expect(new Set(inodes).size).toBe(inodes.length);
    expect(writeCpio(FILES.map((file) => ({ ...file, data: Buffer.from(file.data) }))).equals(writeCpio(FILES))).toBe(true);
  });

  test('is one that cpio reads, where there is a cpio', () => {
    const { stdout, error } = spawnSync('cpio', ['-t', '--quiet'], { input: writeCpio(FILES), encoding: 'utf8' });
    if (!error) expect(stdout.trim().split('\n')).toEqual(['a', 'a/b', 'init', 'a/b/c', 'a/empty', 'with space']);
  });

  test('of nothing is a trailer', () => {
    expect(read(writeCpio([])).map(({ path }) => path)).toEqual(['TRAILER!!!']);
  });
});
