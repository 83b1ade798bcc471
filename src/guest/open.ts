import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { freeMemory } from '../facts/memory.js';
import { keep } from '../system/keep.js';
import type { Scope } from '../system/scope.js';
import { boot, type Guest, GuestFailure } from './boot.js';
import { BootTimes } from './boot-times.js';
import type { Shape } from './command.js';
import { writeCpio } from './cpio.js';
import type { Kernel } from './kernel.js';
import type { Machine } from './machines.js';
import type { Qemu } from './qemu.js';
import { findSnapshot, saveSnapshot, snapshotFolder } from './snapshot.js';

/** A file that goes into a guest. */
export interface Carried {
  /** On this machine. */
  from: string;
  /** In the guest: absolute. */
  to: string;
}

export interface OpenOptions {
  machine: Machine;
  qemu: Qemu;
  kernel: Kernel;
  init: Buffer;
  /** More for the kernel's command line. */
  append: string;
  /** Megabytes; when not given, the machine's own measure or what its programs need. */
  memory: number | undefined;
  /** Whether a program of somebody else's travels: most need more than our own. */
  larger?: boolean;
  cpus: number;
  /** What goes in, when it has been built. The guest boots meanwhile, where it can. */
  files: Promise<Carried[]>;
  /** A folder of this run's own. */
  folder: string;
  /** The tool cache. */
  root: string;
  scope: Scope;
  onProgress: (text: string) => void;
  onNote: (note: string) => void;
  /** Whether a guest that has booted may be kept, and resumed the next time. */
  snapshots: boolean;
}

const MEBI = 1 << 20;
const PAGE = 4096;
/** Megabytes that qemu takes for itself, and that a guest touches of its memory at most, however much it has. */
const OF_QEMU = 64;
const TOUCHED = 400;
/** Milliseconds that a resumed guest may take to answer. */
const RESUME_LIMIT = 10_000;
/** Megabytes shared with a guest, when it boots before it is known what goes in. */
const SHARED = 128;
/** A program lies in the guest's memory, and its debug information, unpacked, in dlv's. */
const MEMORY_PER_BYTE = 4;
/** Megabytes where a user's program is expected. */
const LARGER = 384;
/** Megabytes for the kernel, dlv and what it needs for a small program. */
const BASE_MEMORY = 160;

/**
 * Boots a guest and hands it its files.
 * @throws GuestFailure, or what the files were rejected with
 */
export async function openGuest(options: OpenOptions): Promise<Guest> {
  const early = options.machine.handover === 'shared-memory' ? start(options, measure(options, 0), []) : undefined;
  early?.catch(() => {});
  let files: Carried[];
  try {
    files = await options.files;
  } catch (error) {
    await early?.then(
      (guest) => guest.kill(),
      () => {},
    );
    throw error;
  }
  const sizes = files.map((file) => ({ ...file, data: readFileSync(file.from) }));
  const bytes = sizes.reduce((sum, { data }) => sum + Math.ceil(data.length / PAGE) * PAGE, 0);
  const needed = measure(options, bytes);
  if (!early) return start(options, needed, sizes);
  const guest = await early;
  if (needed.memory <= guest.shape.memory && needed.shared <= guest.shape.shared) return handOver(guest, sizes);
  options.onNote(
    `a guest of ${guest.shape.memory} MiB was too small for ${Math.round(bytes / MEBI)} MiB of programs; one of ${needed.memory} MiB was booted`,
  );
  await guest.powerOff();
  return handOver(await start(options, needed, []), sizes);
}

/** Megabytes of memory, and of shared memory, for so many bytes of programs. */
function measure({ machine, memory, larger }: OpenOptions, bytes: number): Pick<Shape, 'memory' | 'shared'> {
  const wanted = BASE_MEMORY + (bytes * MEMORY_PER_BYTE) / MEBI;
  const whole = memory ?? Math.max(machine.memory, larger ? LARGER : 0, Math.ceil(wanted / 128) * 128);
  if (machine.handover === 'initramfs') return { memory: whole, shared: 0 };
  return { memory: whole, shared: Math.max(SHARED, 2 ** Math.ceil(Math.log2(Math.max(1, bytes / MEBI)))) };
}

interface Loaded extends Carried {
  data: Buffer;
}

async function start(options: OpenOptions, size: Pick<Shape, 'memory' | 'shared'>, baked: readonly Loaded[]): Promise<Guest> {
  const free = freeMemory();
  const need = Math.min(size.memory, TOUCHED) + OF_QEMU;
  if (free !== undefined && free < need)
    throw new GuestFailure(
      'qemu-out-of-memory',
      `${free} MiB of memory are free here, and a guest of ${size.memory} MiB takes some ${need}`,
      '',
    );
  const { machine, qemu, kernel, folder, scope, root } = options;
  const initramfs = join(folder, `initramfs-${size.memory}-${size.shared}`);
  const entries = baked.map(({ to, data }) => ({ path: to.slice(1), mode: 0o755, data }));
  writeFileSync(initramfs, writeCpio([{ path: 'init', mode: 0o755, data: options.init }, ...entries]));
  const shape: Omit<Shape, 'accelerator'> = {
    machine,
    ...size,
    cpus: options.cpus,
    kernel: kernel.file,
    initramfs,
    append: options.append,
  };
  const attempt = async (accelerator: Shape['accelerator'], ram?: string) => {
    const times = new BootTimes(root, `${machine.arch}-${accelerator}-${qemu.version}-${kernel.sha256.slice(0, 16)}`);
    options.onProgress(`booting a guest of ${machine.arch} (${size.memory} MiB, qemu ${qemu.version})`);
    const started = performance.now();
    const guest = await boot({
      qemu: qemu.path,
      shape: { ...shape, accelerator },
      folder,
      scope,
      limit: times.limit(),
      ...(ram ? { ram } : {}),
    });
    times.note(performance.now() - started);
    return guest;
  };
  if (options.snapshots && machine.resumes && !qemu.kvm?.usable) {
    const resumed = await fromSnapshot(options, { ...shape, accelerator: 'tcg' }, (ram) => attempt('tcg', ram));
    if (resumed) return resumed;
  }
  if (!qemu.kvm?.usable) return attempt('tcg');
  try {
    return await attempt('kvm');
  } catch (error) {
    if (!(error instanceof GuestFailure) || error.fault === 'aborted') throw error;
    options.onNote(`KVM is there, and a guest does not boot with it (${error.message}); it was emulated instead`);
    return attempt('tcg');
  }
}

/**
 * Resumes such a guest, after having booted and saved one when there is none yet.
 * @returns undefined when that does not work here: then it is booted as ever
 */
async function fromSnapshot(options: OpenOptions, shape: Shape, bootOn: (ram: string) => Promise<Guest>): Promise<Guest | undefined> {
  const { qemu, kernel, folder, scope, root } = options;
  const place = snapshotFolder(root, shape, `${qemu.path} ${qemu.version}`, [kernel.sha256, options.init]);
  const unfit = `${place}.unfit`;
  if (existsSync(unfit)) return undefined;
  try {
    if (!findSnapshot(place)) {
      mkdirSync(dirname(place), { recursive: true });
      // On the cache's own file system, to be renamed; and gone with the run when it comes to nothing.
      const staging = scope.folder('snapshot', dirname(place));
      await saveSnapshot(await bootOn(join(staging, 'ram')), staging, place);
    }
    const snapshot = findSnapshot(place);
    if (!snapshot) return undefined;
    options.onProgress(`resuming a guest of ${shape.machine.arch}`);
    return await boot({ qemu: qemu.path, shape, folder, scope, limit: RESUME_LIMIT, snapshot });
  } catch (error) {
    // Why it does not boot is no fault of snapshots, and a second try would fail alike.
    if (scope.signal.aborted || (error instanceof GuestFailure && !findSnapshot(place))) throw error;
    rmSync(place, { recursive: true, force: true });
    keep(unfit, (error as Error).message);
    options.onNote(`a guest could not be resumed (${(error as Error).message}), so one was booted`);
    return undefined;
  }
}

/** Puts files into memory that is shared with the guest, where its init takes them. */
async function handOver(guest: Guest, files: readonly Loaded[]): Promise<Guest> {
  const started = performance.now();
  let offset = 0;
  const list = [];
  const memory = openSync(guest.sharedFile, 'r+');
  try {
    for (const { to, data } of files) {
      for (let at = 0; at < data.length; ) at += writeSync(memory, data, at, data.length - at, offset + at);
      list.push({ path: to, offset, size: data.length, mode: 0o755 });
      offset += Math.ceil(data.length / PAGE) * PAGE;
    }
  } finally {
    closeSync(memory);
  }
  await guest.ask('take', { files: list });
  guest.phases['hand-over'] = Math.round((performance.now() - started) * 10) / 10;
  return guest;
}
