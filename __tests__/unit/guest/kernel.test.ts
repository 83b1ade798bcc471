import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { RemoteCache } from '../../../src/delve/provide.js';
import { type Kernel, type KernelOptions, type KernelResult, provideKernel } from '../../../src/guest/kernel.js';
import { keepKernel, kernelsFolder } from '../../../src/guest/kernel-cache.js';
import { type Machine, machineFor } from '../../../src/guest/machines.js';
import { Scope } from '../../../src/system/scope.js';
import { arm64Image, bzImage, elf } from './kernels.js';

const ARM64 = machineFor('arm64') as Machine;
const PPC64LE = machineFor('ppc64le') as Machine;
const NAME = 'linux-image-6.1.0-50-cloud-arm64';

let folder: string;
let root: string;
let scope: Scope;
let said: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'delve-gate-test-'));
  root = join(folder, 'tools');
  scope = new Scope();
  said = [];
});
afterEach(async () => {
  await scope.close();
  rmSync(folder, { recursive: true, force: true });
});

function digest(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** On a machine that has no apt, so that nothing is fetched. */
function provide(more: Partial<KernelOptions> = {}): Promise<KernelResult> {
  return provideKernel({ machine: ARM64, root, env: { PATH: folder }, scope, onProgress: (text) => said.push(text), ...more });
}

async function keep(version: string, bytes: Buffer, more: object = {}): Promise<string> {
  mkdirSync(kernelsFolder(root), { recursive: true });
  const record = { version, arch: 'arm64', suite: 'bookworm', package: NAME, sha256: digest(bytes), origin: `Debian, ${version}`, ...more };
  return keepKernel(root, bytes, record, scope);
}

describe('a kernel that the policy names', () => {
  function named(bytes: Buffer, sha256?: string, machine = ARM64): Promise<KernelResult> {
    const file = join(folder, 'vmlinuz-6.1');
    writeFileSync(file, bytes);
    return provide({ machine, named: { file, ...(sha256 ? { sha256 } : {}) } });
  }

  test('is taken as it is', async () => {
    const kernel: Kernel = {
      file: join(folder, 'vmlinuz-6.1'),
      version: 'vmlinuz-6.1',
      sha256: digest(arm64Image()),
      origin: 'the file that the policy names',
      from: 'file',
      fetched: 0,
      notes: [],
    };
    expect(await named(arm64Image())).toEqual(kernel);
    expect(await named(arm64Image(), digest(arm64Image()).toUpperCase())).toEqual(kernel);
    expect(existsSync(root)).toBe(false);
  });

  test('is unpacked for a qemu that cannot', async () => {
    const kernel = (await named(gzipSync(elf(21)), digest(gzipSync(elf(21))), PPC64LE)) as Kernel;
    expect(kernel).toMatchObject({ sha256: digest(elf(21)), from: 'file' });
    expect(readFileSync(kernel.file)).toEqual(elf(21));
    await scope.close();
    expect(existsSync(kernel.file)).toBe(false);
  });

  test('has to be the one that is meant', async () => {
    const wrong = '0'.repeat(64);
    const message = `the kernel ${join(folder, 'vmlinuz-6.1')} is not the one that the policy means: its SHA-256 is ${digest(arm64Image())}, and should be ${wrong}`;
    expect(await named(arm64Image(), wrong)).toEqual({ kind: 'kernel-checksum', message, output: '' });
  });

  test.each([
    { bytes: bzImage(true), what: 'a kernel for amd64 (bzImage)', kind: 'kernel-wrong-arch' },
    { bytes: elf(243), what: 'an ELF file for riscv64', kind: 'kernel-wrong-arch' },
    { bytes: Buffer.from('#!/bin/sh\n'), what: 'no kernel of a known format', kind: 'kernel-not-bootable' },
    { bytes: Buffer.alloc(0), what: 'an empty file', kind: 'kernel-not-bootable' },
  ])('has to be for the guest, not $what', async ({ bytes, what, kind }) => {
    const message = `the kernel ${join(folder, 'vmlinuz-6.1')} is ${what}, and the guest is arm64`;
    expect(await named(bytes)).toEqual({ kind, message, output: '' });
  });

  test.each(['none', '.'])('has to be a file: %s', async (name) => {
    const result = await provide({ named: { file: join(folder, name) } });
    expect(result).toMatchObject({ kind: 'kernel-file-missing', output: expect.stringMatching(/ENOENT|EISDIR/) });
  });
});

describe('a kernel in the tool cache', () => {
  test('is taken without a lock', async () => {
    const file = await keep('6.1.176-1', arm64Image());
    expect(file).toBe(join(root, 'delve-gate-kernel', '6.1.176-1', 'arm64', 'kernel'));
    writeFileSync(join(kernelsFolder(root), 'arm64.lock'), `${process.ppid} elsewhere 1`);
    const kernel = { file, version: '6.1.176-1', sha256: digest(arm64Image()), origin: 'Debian, 6.1.176-1' };
    expect(await provide()).toEqual({ ...kernel, from: 'cache', fetched: 0, notes: [] });
    expect(said).toEqual([]);
  });

  test('is the newest', async () => {
    for (const version of ['6.1.99-1', '6.1.176-1', '6.1.176-1~rc']) await keep(version, arm64Image());
    expect(await provide()).toMatchObject({ version: '6.1.176-1' });
  });

  test('that was damaged is thrown out, and the one before it taken', async () => {
    await keep('6.1.99-1', arm64Image());
    const damaged = await keep('6.1.176-1', arm64Image());
    writeFileSync(damaged, 'x');
    const notes = ['a kernel for arm64 in the tool cache was thrown out: its bytes are not those that were put there'];
    expect(await provide()).toMatchObject({ version: '6.1.99-1', notes });
    expect(existsSync(damaged)).toBe(false);
    expect(existsSync(join(damaged, '..', '..', 'arm64.complete'))).toBe(false);
    expect(await provide()).toMatchObject({ version: '6.1.99-1', notes: [] });
  });

  test.each([
    { what: 'its record', part: 'delve-gate.json', text: '{' },
    { what: 'its file', part: 'kernel', text: undefined },
  ])('that has lost $what is thrown out', async ({ part, text }) => {
    const file = join(await keep('6.1.176-1', arm64Image()), '..', part);
    if (text) writeFileSync(file, text);
    else rmSync(file);
    expect(await provide()).toMatchObject({ kind: 'kernel-unavailable' });
    expect(existsSync(join(file, '..'))).toBe(false);
  });

  test.each([
    { what: 'another suite', more: { suite: 'trixie' } },
    { what: 'another flavour', more: { package: 'linux-image-6.1.0-50-arm64' } },
    { what: 'another architecture', more: { arch: 'amd64' } },
  ])('of $what is not taken, and stays', async ({ more }) => {
    const file = await keep('6.1.176-1', arm64Image(), more);
    expect(await provide()).toMatchObject({ kind: 'kernel-unavailable' });
    expect(existsSync(file)).toBe(true);
  });

  test('that was not put there wholly is not taken', async () => {
    const file = await keep('6.1.176-1', arm64Image());
    rmSync(join(file, '..', '..', 'arm64.complete'));
    expect(await provide()).toMatchObject({ kind: 'kernel-unavailable' });
  });

  test('leaves nothing beside it', async () => {
    await keep('6.1.176-1', arm64Image());
    await provide();
    expect(readdirSync(kernelsFolder(root))).toEqual(['6.1.176-1']);
    expect(readdirSync(join(kernelsFolder(root), '6.1.176-1')).sort()).toEqual(['arm64', 'arm64.complete']);
  });
});

describe('a cache beyond this machine', () => {
  function remote(restore: RemoteCache['restore']): RemoteCache & { asked: [string[], string][] } {
    const asked: [string[], string][] = [];
    const save = () => Promise.reject(new Error('nothing is there to save'));
    return { asked, save, restore: (folders, key) => restore(...(asked[asked.push([folders, key]) - 1] as [string[], string])) };
  }

  test('is asked before the network', async () => {
    const cache = remote(async () => {
      await keep('6.1.176-1', arm64Image());
      return true;
    });
    expect(await provide({ remote: cache })).toMatchObject({ from: 'cache', version: '6.1.176-1', fetched: 0 });
    const folders = ['arm64', 'arm64.complete'].map((each) => join(root, 'delve-gate-kernel', '*', each));
    expect(cache.asked).toEqual([[folders, expect.stringMatching(/^delve-gate-kernel-arm64-bookworm-[0-9a-f]{8}$/)]]);
    expect(said).toEqual(['looking for the kernel for arm64 in the cache of the runner']);
  });

  test('is not believed', async () => {
    const cache = remote(async () => {
      writeFileSync(await keep('6.1.176-1', arm64Image()), 'x');
      return true;
    });
    expect(await provide({ remote: cache })).toMatchObject({ kind: 'kernel-unavailable' });
    expect(existsSync(join(kernelsFolder(root), '6.1.176-1', 'arm64'))).toBe(false);
  });

  test('that has nothing', async () => {
    expect(await provide({ remote: remote(async () => false) })).toMatchObject({ kind: 'kernel-unavailable' });
  });
});

describe('without any', () => {
  test('a machine without apt says what to do', async () => {
    const message = "no kernel for arm64: this machine has no apt to fetch Debian's with; name the file of a kernel in emulation.kernel";
    expect(await provide()).toEqual({ kind: 'kernel-unavailable', message, output: '' });
  });

  test('a tool cache that cannot be written says so', async () => {
    writeFileSync(root, 'a file');
    const message = expect.stringContaining(`no kernel for arm64: the tool cache ${root} cannot be written`);
    expect(await provide()).toMatchObject({ kind: 'kernel-unavailable', message });
  });

  test('stopped', async () => {
    await scope.close();
    expect(await provide()).toMatchObject({ kind: 'aborted' });
  });
});
