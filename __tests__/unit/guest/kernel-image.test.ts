import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as zlib from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { inspectKernel, mustUnpack, unpackKernel } from '../../../src/guest/kernel-image.js';
import { Scope } from '../../../src/system/scope.js';
import { arm64Image, bzImage, elf, pe, put, zboot } from './kernels.js';

const GARBAGE = Buffer.from('hello');

describe('a kernel is known by its header', () => {
  test.each([
    { name: 'an arm64 Image', bytes: arm64Image(), arch: 'arm64', what: 'a kernel for arm64 (Image)' },
    { name: 'a riscv64 Image', bytes: put({ 56: 'RSC\x05' }), arch: 'riscv64', what: 'a kernel for riscv64 (Image)' },
    { name: 'a riscv64 Image of old', bytes: put({ 48: 'RISCV\0\0\0' }), arch: 'riscv64', what: 'a kernel for riscv64 (Image)' },
    { name: 'a bzImage', bytes: bzImage(true), arch: 'amd64', what: 'a kernel for amd64 (bzImage)' },
    { name: 'a bzImage of 32 bits', bytes: bzImage(false), arch: '386', what: 'a kernel for 386 (bzImage)' },
    { name: 'a vmlinux for ppc64le', bytes: elf(21), arch: 'ppc64le', what: 'an ELF file for ppc64le' },
    { name: 'a vmlinux for ppc64', bytes: elf(21, false), arch: null, what: 'an ELF file for machine 21, big-endian' },
    { name: 'a vmlinux for s390x', bytes: elf(22, false), arch: null, what: 'an ELF file for machine 22, big-endian' },
    { name: 'an EFI program for loong64', bytes: pe(0x6264), arch: 'loong64', what: 'a kernel for loong64 (EFI)' },
    { name: 'an EFI program for an unknown machine', bytes: pe(0x1234), arch: null, what: 'no kernel of a known format' },
    { name: 'a zImage', bytes: put({ 36: '\x18\x28\x6f\x01' }), arch: 'arm', what: 'a kernel for arm (zImage)' },
    { name: 'text', bytes: GARBAGE, arch: null, what: 'no kernel of a known format' },
    { name: 'nothing', bytes: Buffer.alloc(0), arch: null, what: 'an empty file' },
    { name: 'gzip that is broken', bytes: Buffer.from('1f8b00', 'hex'), arch: null, what: 'no kernel of a known format, packed with gzip' },
  ])('$name', ({ bytes, arch, what }) => {
    expect(inspectKernel(bytes)).toMatchObject({ arch, what });
  });

  test('each of them looks the same when it is packed with gzip', () => {
    // Longer than what is looked at, so that the stream is cut.
    const long = Buffer.concat([arm64Image(), Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * i * 31) >> 7))]);
    for (const bytes of [long, elf(21), bzImage(true)]) {
      const { arch, what } = inspectKernel(bytes);
      expect(inspectKernel(zlib.gzipSync(bytes))).toMatchObject({
        arch,
        what: `${what}, packed with gzip`,
        packed: { by: 'gzip', offset: 0 },
      });
    }
  });

  test('an EFI zboot says what is inside', () => {
    const image = inspectKernel(zboot(0x6264, 'zstd', GARBAGE));
    expect(image).toMatchObject({ arch: 'loong64', what: 'a kernel for loong64 (EFI zboot with zstd)', packed: { by: 'zstd', size: 5 } });
  });
});

test.each([
  { name: 'an Image', bytes: arm64Image(), unpack: false },
  { name: 'a gzip for arm64: qemu does it', bytes: zlib.gzipSync(arm64Image()), unpack: false },
  { name: 'a gzip for others', bytes: zlib.gzipSync(elf(21)), unpack: true },
  { name: 'an EFI zboot', bytes: zboot(0xaa64, 'gzip', GARBAGE), unpack: true },
])('what has to be unpacked: $name', ({ bytes, unpack }) => {
  expect(mustUnpack(inspectKernel(bytes))).toBe(unpack);
});

describe('unpacking', () => {
  let folder: string;
  let scope: Scope;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'delve-gate-test-'));
    scope = new Scope();
  });
  afterEach(async () => {
    await scope.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function unpack(bytes: Buffer, env: NodeJS.ProcessEnv = process.env): Promise<Buffer> {
    const { packed } = inspectKernel(bytes);
    if (!packed) throw new Error('nothing is packed there');
    return unpackKernel(bytes, packed, { env, scope, folder });
  }

  const inner = pe(0x6264);
  /** What `zstd` makes of the letters `kernel`. */
  const ZSTD = Buffer.from('28b52ffd04583100006b65726e656c18d08aee', 'hex');

  test('gzip', async () => {
    expect(await unpack(zlib.gzipSync(inner))).toEqual(inner);
    expect(await unpack(zboot(0x6264, 'gzip', zlib.gzipSync(inner)))).toEqual(inner);
  });

  test('zstd, by Node or by the program', async () => {
    expect((await unpack(zboot(0x6264, 'zstd', ZSTD))).toString()).toBe('kernel');
  });

  test('zstd that is broken', async () => {
    await expect(unpack(zboot(0x6264, 'zstd', GARBAGE))).rejects.toThrow(/zstd|Unknown frame/i);
  });

  if (!('zstdDecompressSync' in zlib))
    test('zstd with neither says what to do', async () => {
      await expect(unpack(zboot(0x6264, 'zstd', ZSTD), { PATH: folder })).rejects.toThrow(
        `the kernel is packed with zstd: install the program zstd, or run Node 22.15 or later (this is ${process.version})`,
      );
    });

  test('another packer', async () => {
    await expect(unpack(zboot(0x6264, 'lzma', GARBAGE))).rejects.toThrow('the kernel is packed with lzma, which delve-gate cannot unpack');
  });

  test('a file that was cut off', async () => {
    await expect(unpack(zboot(0x6264, 'gzip', GARBAGE).subarray(0, -2))).rejects.toThrow(/in the middle of what it has packed/);
  });
});
