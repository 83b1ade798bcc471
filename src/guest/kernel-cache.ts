import { createHash } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Scope } from '../system/scope.js';
import { compareVersions } from './apt.js';
import type { Machine } from './machines.js';

/** What was written beside a kernel when it was put into the tool cache, to hold it to later. */
export interface KernelRecord {
  version: string;
  arch: string;
  suite: string;
  package: string;
  /** SHA-256 of the file, in hexadecimal. */
  sha256: string;
  origin: string;
}

/** A kernel in the tool cache: `<root>/delve-gate-kernel/<version>/<arch>` and `<arch>.complete`, as dlv's are. */
export interface KernelSlot {
  folder: string;
  file: string;
}

const RECORD = 'delve-gate.json';

/** Where the kernels are; also what is locked: which version it will be is not known before it is fetched. */
export function kernelsFolder(root: string): string {
  return join(root, 'delve-gate-kernel');
}

function slotOf(root: string, version: string, arch: string): KernelSlot {
  const folder = join(kernelsFolder(root), version.replace(/[^\w.+~-]/g, '_'), arch);
  return { folder, file: join(folder, 'kernel') };
}

/** What a cache beyond this machine keeps of the kernels for an architecture: before it is restored nobody knows the version. */
export function remotePaths(root: string, arch: string): string[] {
  const folder = join(kernelsFolder(root), '*', arch);
  return [folder, `${folder}.complete`];
}

/**
 * The newest kernel for a machine in the tool cache whose bytes are those that were put there.
 * @returns it, and the slots that something is wrong with
 */
export function lookForKernel(
  root: string,
  machine: Machine,
): { record?: KernelRecord; file?: string; wrong: { slot: KernelSlot; why: string }[] } {
  const wrong: { slot: KernelSlot; why: string }[] = [];
  for (const version of versions(root)) {
    const slot = slotOf(root, version, machine.arch);
    if (!existsSync(`${slot.folder}.complete`)) continue;
    const record = readRecord(slot);
    // Another flavour or suite was wanted by the delve-gate that put it there.
    const wanted = [machine.kernel, machine.otherwise].some(
      (each) => each?.suite === record?.suite && each?.package.test(record?.package ?? ''),
    );
    if (record && !wanted) continue;
    const why = record ? disprove(slot, record) : 'it has no record';
    if (record && !why) return { record, file: slot.file, wrong };
    wrong.push({ slot, why: why ?? '' });
  }
  return { wrong };
}

function versions(root: string): string[] {
  try {
    return readdirSync(kernelsFolder(root)).sort((a, b) => compareVersions(b, a));
  } catch {
    return [];
  }
}

function readRecord(slot: KernelSlot): KernelRecord | undefined {
  try {
    const record = JSON.parse(readFileSync(join(slot.folder, RECORD), 'utf8'));
    return typeof record?.sha256 === 'string' ? record : undefined;
  } catch {
    return undefined;
  }
}

function disprove(slot: KernelSlot, record: KernelRecord): string | undefined {
  try {
    return digestOfFile(slot.file) === record.sha256 ? undefined : 'its bytes are not those that were put there';
  } catch (error) {
    return (error as Error).message;
  }
}

/** In pieces through one buffer: 20 ms for 27 MB, where reading it all at once first takes 35. */
function digestOfFile(path: string): string {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(1 << 20);
  const file = openSync(path, 'r');
  try {
    for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer)) hash.update(buffer.subarray(0, read));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}

/** Takes out what is there. Only under the lock. */
export async function clearKernel(slot: KernelSlot): Promise<void> {
  await rm(`${slot.folder}.complete`, { force: true });
  await rm(slot.folder, { recursive: true, force: true });
}

/** Puts a kernel into the tool cache, whole or not at all. Only under the lock. */
export async function keepKernel(root: string, bytes: Buffer, record: KernelRecord, scope: Scope): Promise<string> {
  const slot = slotOf(root, record.version, record.arch);
  const staging = scope.folder('kernel', kernelsFolder(root));
  writeFileSync(join(staging, 'kernel'), bytes);
  writeFileSync(join(staging, RECORD), `${JSON.stringify(record, null, 2)}\n`);
  await clearKernel(slot);
  mkdirSync(join(slot.folder, '..'), { recursive: true });
  // A tool cache can be several users'; temporary folders are ours alone.
  chmodSync(staging, 0o755);
  renameSync(staging, slot.folder);
  writeFileSync(`${slot.folder}.complete`, '');
  return slot.file;
}
