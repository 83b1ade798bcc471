import { open } from 'node:fs/promises';

/** What the headers of an executable say. */
export interface BinaryHeader {
  format: 'elf' | 'mach-o' | 'pe' | 'script' | 'unknown' | 'empty';
  /** In Go's words; null when the header does not say. */
  os: string | null;
  arch: string | null;
  /** Needs a dynamic loader. */
  dynamic: boolean;
  /** Whether there is a `.debug_info` section (or its compressed or Mach-O form); null when that cannot be told. */
  debugInfo: boolean | null;
}

/** e_machine of the ELF header (elf.h), with the word size and byte order where they decide. */
const ELF_MACHINES: Record<number, string> = {
  3: '386',
  8: 'mips',
  20: 'ppc',
  21: 'ppc64',
  22: 's390x',
  40: 'arm',
  62: 'amd64',
  183: 'arm64',
  243: 'riscv64',
  258: 'loong64',
};
/** IMAGE_FILE_HEADER.Machine (PE format, Microsoft). */
const PE_MACHINES: Record<number, string> = { 332: '386', 34404: 'amd64', 43620: 'arm64', 452: 'arm' };
/** cputype of the Mach-O header (mach/machine.h). */
const MACH_MACHINES: Record<number, string> = { 16777223: 'amd64', 16777228: 'arm64', 7: '386' };

const UNKNOWN: BinaryHeader = { format: 'unknown', os: null, arch: null, dynamic: false, debugInfo: null };

/**
 * Reads the headers of an executable file: format, platform, whether it carries debug information.
 * @throws the file system's error
 */
export async function readBinary(path: string): Promise<BinaryHeader> {
  const file = await open(path, 'r');
  try {
    const read = async (offset: number, length: number): Promise<Buffer> => {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    };
    const head = await read(0, 64);
    if (head.length === 0) return { ...UNKNOWN, format: 'empty' };
    if (head.toString('latin1', 0, 2) === '#!') return { ...UNKNOWN, format: 'script' };
    try {
      if (head.readUInt32BE(0) === 0x7f454c46) return await readElf(head, read);
      if (head.readUInt32LE(0) === 0xfeedfacf) return await readMachO(head, read);
      if (head.toString('latin1', 0, 2) === 'MZ') return await readPe(head, read);
    } catch (error) {
      if (error instanceof RangeError) return UNKNOWN;
      throw error;
    }
    return UNKNOWN;
  } finally {
    await file.close();
  }
}

/** The architecture of an ELF header, in Go's words, by its first 20 bytes (elf.h); null when it is not known. */
export function elfArchitecture(head: Buffer): string | null {
  const little = head[5] === 1;
  const machine = ELF_MACHINES[little ? head.readUInt16LE(18) : head.readUInt16BE(18)] ?? null;
  return machine === 'ppc64' && little ? 'ppc64le' : machine;
}

type Read = (offset: number, length: number) => Promise<Buffer>;

async function readElf(head: Buffer, read: Read): Promise<BinaryHeader> {
  const wide = head[4] === 2;
  const little = head[5] === 1;
  const u16 = (b: Buffer, at: number) => (little ? b.readUInt16LE(at) : b.readUInt16BE(at));
  const u32 = (b: Buffer, at: number) => (little ? b.readUInt32LE(at) : b.readUInt32BE(at));
  const word = (b: Buffer, at: number) => (wide ? Number(little ? b.readBigUInt64LE(at) : b.readBigUInt64BE(at)) : u32(b, at));
  const arch = elfArchitecture(head);
  const [phoff, shoff] = wide ? [word(head, 32), word(head, 40)] : [word(head, 28), word(head, 32)];
  const at = wide ? 54 : 42;
  const [phsize, phcount, shsize, shcount, shnames] = [0, 2, 4, 6, 8].map((offset) => u16(head, at + offset)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const programs = await read(phoff, phsize * phcount);
  let dynamic = false;
  for (let i = 0; i < phcount; i++) if (u32(programs, i * phsize) === 3) dynamic = true; // PT_INTERP
  const sections = await read(shoff, shsize * shcount);
  const names: string[] = [];
  if (shcount > 0) {
    const table = shnames * shsize;
    const strings = await read(word(sections, table + (wide ? 24 : 16)), word(sections, table + (wide ? 32 : 20)));
    for (let i = 0; i < shcount; i++) {
      const start = u32(sections, i * shsize);
      names.push(strings.toString('latin1', start, strings.indexOf(0, start)));
    }
  }
  const os = head[7] === 9 ? 'freebsd' : 'linux';
  return { format: 'elf', os, arch, dynamic, debugInfo: names.some((name) => /^\.z?debug_info$/.test(name)) };
}

async function readMachO(head: Buffer, read: Read): Promise<BinaryHeader> {
  const arch = MACH_MACHINES[head.readUInt32LE(4)] ?? null;
  const count = head.readUInt32LE(16);
  const commands = await read(32, head.readUInt32LE(20));
  let debugInfo = false;
  for (let i = 0, at = 0; i < count; i++) {
    const [kind, size] = [commands.readUInt32LE(at), commands.readUInt32LE(at + 4)];
    if (kind === 0x19) {
      // LC_SEGMENT_64: sections of 80 bytes follow its 72.
      for (let s = 0; s < commands.readUInt32LE(at + 64); s++) {
        const name = commands.toString('latin1', at + 72 + s * 80, at + 88 + s * 80).replace(/\0.*$/s, '');
        if (/^__z?debug_info$/.test(name)) debugInfo = true;
      }
    }
    at += size;
  }
  return { format: 'mach-o', os: 'darwin', arch, dynamic: true, debugInfo };
}

async function readPe(head: Buffer, read: Read): Promise<BinaryHeader> {
  const start = head.readUInt32LE(60);
  const header = await read(start, 24);
  if (header.toString('latin1', 0, 4) !== 'PE\0\0') return UNKNOWN;
  const arch = PE_MACHINES[header.readUInt16LE(4)] ?? null;
  const count = header.readUInt16LE(6);
  const symbols = header.readUInt32LE(12);
  const strings = symbols + header.readUInt32LE(16) * 18;
  const sections = await read(start + 24 + header.readUInt16LE(20), count * 40);
  let debugInfo = false;
  for (let i = 0; i < count; i++) {
    let name = sections.toString('latin1', i * 40, i * 40 + 8).replace(/\0.*$/s, '');
    // A name longer than eight bytes is "/" and an offset into the string table.
    if (symbols > 0 && /^\/\d+$/.test(name))
      name = (await read(strings + Number(name.slice(1)), 32)).toString('latin1').replace(/\0.*$/s, '');
    if (/^\.z?debug_info$/.test(name)) debugInfo = true;
  }
  return { format: 'pe', os: 'windows', arch, dynamic: true, debugInfo };
}
