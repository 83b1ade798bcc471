import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as zlib from 'node:zlib';
import { firstLine, run } from '../system/run.js';
import type { Scope } from '../system/scope.js';

/** What the header of a kernel says. */
export interface KernelImage {
  /** In Go's words; null when it is no kernel that we know. */
  arch: string | null;
  /** For a sentence: `a kernel for arm64 (Image)`. */
  what: string;
  /** How what qemu boots is packed inside, when it is. */
  packed?: { by: string; offset: number; size: number };
}

/** e_machine of the ELF header (elf.h), of little-endian machines. */
const ELF: Record<number, string> = { 3: '386', 21: 'ppc64le', 40: 'arm', 62: 'amd64', 183: 'arm64', 243: 'riscv64', 258: 'loong64' };
/** IMAGE_FILE_HEADER.Machine (PE format, Microsoft). */
const PE: Record<number, string> = {
  332: '386',
  450: 'arm',
  34404: 'amd64',
  43620: 'arm64',
  20580: 'riscv64',
  25138: 'loong32',
  25188: 'loong64',
};
/** Enough for each header that is looked at. */
const HEAD = 64 * 1024;

/** Tells by its header what kind of kernel a file is, and for which architecture. */
export function inspectKernel(bytes: Buffer): KernelImage {
  if (bytes.length === 0) return { arch: null, what: 'an empty file' };
  if (isGzip(bytes)) {
    const inner = inspectPlain(gunzipHead(bytes));
    return { arch: inner.arch, what: `${inner.what}, packed with gzip`, packed: { by: 'gzip', offset: 0, size: bytes.length } };
  }
  return inspectPlain(bytes);
}

function inspectPlain(bytes: Buffer): KernelImage {
  // Padded, so that a short file has no magic anywhere instead of an end.
  const head = Buffer.concat([bytes.subarray(0, HEAD), Buffer.alloc(HEAD)]).subarray(0, HEAD);
  const text = (at: number, length: number) => head.toString('latin1', at, at + length);
  const kernel = (arch: string, form: string): KernelImage => ({ arch, what: `a kernel for ${arch} (${form})` });
  if (text(0, 4) === '\x7fELF') return inspectElf(head);
  // An EFI program that unpacks itself (drivers/firmware/efi/libstub/zboot-header.S).
  if (text(0, 2) === 'MZ' && text(4, 4) === 'zimg') {
    const by = text(24, 16).replace(/\0.*$/s, '');
    const arch = PE[peMachine(head)] ?? null;
    const what = `a kernel for ${arch ?? 'an unknown architecture'} (EFI zboot with ${by})`;
    return { arch, what, packed: { by, offset: head.readUInt32LE(8), size: head.readUInt32LE(12) } };
  }
  // Documentation/arch/{arm64/booting,riscv/boot-image-header,x86/boot}.rst; several of them are EFI programs too.
  if (text(0x38, 4) === 'ARM\x64') return kernel('arm64', 'Image');
  if (text(0x38, 4) === 'RSC\x05' || text(0x30, 5) === 'RISCV') return kernel('riscv64', 'Image');
  if (text(0x202, 4) === 'HdrS') return kernel(head.readUInt16LE(0x236) & 1 ? 'amd64' : '386', 'bzImage');
  if (head.readUInt32LE(0x24) === 0x016f2818) return kernel('arm', 'zImage');
  if (text(0, 2) === 'MZ') {
    const arch = PE[peMachine(head)];
    if (arch) return kernel(arch, 'EFI');
  }
  return { arch: null, what: 'no kernel of a known format' };
}

function inspectElf(head: Buffer): KernelImage {
  const little = head[5] === 1;
  const machine = little ? head.readUInt16LE(18) : head.readUInt16BE(18);
  const arch = little ? (ELF[machine] ?? null) : null;
  const name = arch ?? `machine ${machine}, ${little ? 'little' : 'big'}-endian`;
  return { arch, what: `an ELF file for ${name}` };
}

function peMachine(head: Buffer): number {
  const at = head.readUInt32LE(0x3c);
  return at < HEAD - 6 && head.toString('latin1', at, at + 4) === 'PE\0\0' ? head.readUInt16LE(at + 4) : 0;
}

function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function gunzipHead(bytes: Buffer): Buffer {
  try {
    return zlib.gunzipSync(bytes.subarray(0, HEAD), { finishFlush: zlib.constants.Z_SYNC_FLUSH });
  } catch {
    return Buffer.alloc(0);
  }
}

/** Whether qemu's `-kernel` has to be given what is packed inside: only arm64 unpacks gzip by itself, and nothing zstd. */
export function mustUnpack({ arch, packed }: KernelImage): boolean {
  return packed !== undefined && !(packed.by === 'gzip' && packed.offset === 0 && arch === 'arm64');
}

type Zstd = { zstdDecompressSync?: (bytes: Buffer) => Buffer };

/**
 * Unpacks the kernel that is inside an EFI zboot image or a gzip file.
 * @param folder where zstd may work, on a Node that cannot
 * @throws an error whose message says what is missing or wrong
 */
export async function unpackKernel(
  bytes: Buffer,
  packed: NonNullable<KernelImage['packed']>,
  { env, scope, folder }: { env: NodeJS.ProcessEnv; scope: Scope; folder: string },
): Promise<Buffer> {
  const payload = bytes.subarray(packed.offset, packed.offset + packed.size);
  if (payload.length < packed.size) throw new Error(`the kernel ends at byte ${bytes.length}, in the middle of what it has packed`);
  if (packed.by === 'gzip') return zlib.gunzipSync(payload);
  if (packed.by !== 'zstd') throw new Error(`the kernel is packed with ${packed.by}, which delve-gate cannot unpack`);
  const { zstdDecompressSync } = zlib as Zstd;
  if (zstdDecompressSync) return zstdDecompressSync(payload);
  mkdirSync(folder, { recursive: true });
  const [from, to] = [join(folder, 'payload.zst'), join(folder, 'payload')];
  writeFileSync(from, payload);
  const result = await run('zstd', ['-d', '-q', '-f', from, '-o', to], { env, scope, timeout: 60_000 });
  if (result.error === 'ENOENT')
    throw new Error(`the kernel is packed with zstd: install the program zstd, or run Node 22.15 or later (this is ${process.version})`);
  if (result.code !== 0) throw new Error(`zstd could not unpack the kernel: ${firstLine(result.stderr) || result.error || result.signal}`);
  return readFileSync(to);
}
