import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Binfmt } from '../model/facts.js';
import { elfArchitecture } from './binary.js';

/** Go's names of architectures, and those that qemu-user has in its programs' names (`qemu-aarch64`). */
const QEMU_NAMES: Record<string, string> = {
  '386': 'i386',
  amd64: 'x86_64',
  arm: 'arm',
  arm64: 'aarch64',
  loong64: 'loongarch64',
  ppc64le: 'ppc64le',
  riscv64: 'riscv64',
  s390x: 's390x',
};
const ELF_MAGIC = '7f454c46';

/** What qemu-user calls an architecture. */
export function qemuUserName(arch: string): string | undefined {
  return QEMU_NAMES[arch];
}

/**
 * The formats of foreign programs that the kernel starts under an emulator. https://docs.kernel.org/admin-guide/binfmt-misc.html
 * @returns null where the kernel has no binfmt_misc, or it is not mounted
 */
export function binfmt(folder = '/proc/sys/fs/binfmt_misc'): Binfmt[] | null {
  const status = text(join(folder, 'status'));
  if (status === undefined) return null;
  const on = status.trim() === 'enabled';
  return readdirSync(folder)
    .filter((name) => name !== 'status' && name !== 'register')
    .sort()
    .flatMap((name) => {
      const entry = parseBinfmt(name, text(join(folder, name)) ?? '');
      return entry ? [{ ...entry, enabled: on && entry.enabled }] : [];
    });
}

/**
 * Reads one registration.
 * @returns undefined when it is not one of programs for an architecture (Java, Python, Windows programs by Wine, …)
 */
export function parseBinfmt(name: string, entry: string): Binfmt | undefined {
  const lines = entry.split('\n').map((line) => line.trim());
  const interpreter = /^interpreter (.+)$/m.exec(entry)?.[1]?.trim();
  const magic = /^magic ([0-9a-f]+)$/m.exec(entry)?.[1] ?? '';
  const arch = byMagic(magic) ?? byName(name);
  if (!interpreter || !arch) return undefined;
  return { name, enabled: lines[0] === 'enabled', interpreter, arch };
}

function byMagic(magic: string): string | null {
  const head = Buffer.from(magic, 'hex');
  return magic.startsWith(ELF_MAGIC) && head.length >= 20 ? elfArchitecture(head) : null;
}

/** `qemu-aarch64`, as every distribution names it. */
function byName(name: string): string | undefined {
  const own = /^qemu-([a-z0-9_]+)/.exec(name)?.[1];
  return Object.keys(QEMU_NAMES).find((arch) => QEMU_NAMES[arch] === own);
}

function text(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
