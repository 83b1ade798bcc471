import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { fileOfTar } from '../../../src/guest/deb.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'delve-gate-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const BYTES = Buffer.from(Array.from({ length: 1300 }, (_, i) => i % 251));

function tar(): Buffer {
  const deep = `lib/${'long/'.repeat(30)}`;
  for (const each of ['boot', deep]) mkdirSync(join(folder, each), { recursive: true });
  writeFileSync(join(folder, 'boot/config-6.1'), 'x'.repeat(700));
  writeFileSync(join(folder, 'boot/empty-6.1'), '');
  writeFileSync(join(folder, deep, 'boot'), 'a name too long for the header');
  writeFileSync(join(folder, 'boot/vmlinuz-6.1'), BYTES);
  const members = ['./boot', `./${deep}boot`, './boot/config-6.1', './boot/empty-6.1', './boot/vmlinuz-6.1'];
  return execFileSync('tar', ['-c', '--format=gnu', '--no-recursion', '-C', folder, ...members]);
}

/** Says how much of it was asked for. */
function stream(bytes: Buffer, size: number): AsyncIterable<Buffer> & { given: number } {
  return {
    given: 0,
    async *[Symbol.asyncIterator]() {
      for (let at = 0; at < bytes.length; at += size) {
        this.given += size;
        yield bytes.subarray(at, at + size);
      }
    },
  };
}

describe('a file out of a tar stream', () => {
  test.each([1, 7, 511, 512, 513, 4096, 1 << 20])('in pieces of %d bytes', async (size) => {
    expect(await fileOfTar(stream(tar(), size), /^\.\/boot\/vmlinu[xz]-/)).toEqual({ name: './boot/vmlinuz-6.1', bytes: BYTES });
  });

  test('is read no further than needed', async () => {
    const long = stream(Buffer.concat([tar(), Buffer.alloc(1 << 20)]), 512);
    await fileOfTar(long, /vmlinuz/);
    expect(long.given).toBeLessThan(8192);
  });

  test('that is not there, or is a folder, or has nothing in it', async () => {
    for (const wanted of [/none/, /^\.\/boot\/?$/, /empty/]) expect(await fileOfTar(stream(tar(), 512), wanted)).toBeUndefined();
  });

  test('that is cut off', async () => {
    const cut = tar().subarray(0, 512 * 8);
    expect(await fileOfTar(stream(cut, 512), /vmlinuz/)).toBeUndefined();
  });
});
