import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { Guest } from './boot.js';
import type { Shape } from './command.js';
import type { Hello } from './line.js';
import type { Monitor } from './monitor.js';
import { digest, guestFolder } from './parts.js';

/** A guest that has booted, and waits: its memory, the state of its devices, and what its init had said. */
export interface Snapshot {
  folder: string;
  ram: string;
  state: string;
  hello: Hello;
  /** Milliseconds that its boot took. */
  pace: number;
}

const SAVE_LIMIT = 30_000;
const POLL = 20;
/** Snapshots of one architecture; each takes some 60 MB. */
const KEPT = 3;

/**
 * Where the snapshot of such a guest is kept. It is good for that qemu and that command line alone, so both are part of its name.
 * @param qemu what tells this qemu from any other: path and version
 * @param parts what tells its kernel and its initramfs from others
 */
export function snapshotFolder(root: string, shape: Shape, qemu: string, parts: readonly (string | Buffer)[]): string {
  const { machine, memory, cpus, accelerator, shared, append } = shape;
  const key = digest([JSON.stringify({ machine, memory, cpus, accelerator, shared, append }), qemu, ...parts]);
  return join(guestFolder(root), `snapshot-${machine.arch}-${key}`);
}

/** The snapshot that is kept there, if it is whole. */
export function findSnapshot(folder: string): Snapshot | undefined {
  try {
    const { hello, pace } = JSON.parse(readFileSync(join(folder, 'guest.json'), 'utf8')) as Pick<Snapshot, 'hello' | 'pace'>;
    const [ram, state] = [join(folder, 'ram'), join(folder, 'state')];
    return existsSync(ram) && existsSync(state) ? { folder, ram, state, hello, pace } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Saves a guest that has just booted on the memory file `ram` of a staging folder, and ends it.
 * @throws what kept it from being saved
 */
export async function saveSnapshot(guest: Guest, staging: string, folder: string): Promise<void> {
  const monitor = await guest.monitor();
  await ignoreShared(monitor);
  await receive(join(staging, 'state'), guest.socketPath('state'), async (path) => {
    await monitor.execute('migrate', { uri: `unix:${path}` });
    await migrated(monitor);
  });
  await guest.kill();
  await writeFile(join(staging, 'guest.json'), JSON.stringify({ hello: guest.hello, pace: guest.pace }));
  await forget(folder);
  // Another process may have been quicker; its snapshot is as good.
  await rename(staging, folder).catch(() => rm(staging, { recursive: true, force: true }));
}

/** Lets a qemu that was started with `-incoming defer` take the state. Its memory is the snapshot's file already. */
export async function loadSnapshot(monitor: Monitor, fd: number): Promise<void> {
  await ignoreShared(monitor);
  await monitor.execute('migrate-incoming', { uri: `fd:${fd}` });
}

/** Memory that is a file need not be copied: only the devices are (qemu docs/devel/migration, x-ignore-shared). */
async function ignoreShared(monitor: Monitor): Promise<void> {
  await monitor.execute('qmp_capabilities');
  await monitor.execute('migrate-set-capabilities', { capabilities: [{ capability: 'x-ignore-shared', state: true }] });
}

async function migrated(monitor: Monitor): Promise<void> {
  for (const started = performance.now(); ; ) {
    const { status, 'error-desc': why } = await monitor.execute<{ status?: string; 'error-desc'?: string }>('query-migrate');
    if (status === 'completed') return;
    if (status === 'failed' || status === 'cancelled') throw new Error(`the guest could not be saved: ${why ?? status}`);
    if (performance.now() - started > SAVE_LIMIT) throw new Error('the guest could not be saved in time');
    await new Promise((resolve) => setTimeout(resolve, POLL));
  }
}

/** Writes what comes over a socket into a file. */
async function receive(file: string, path: string, send: (path: string) => Promise<void>): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(path, resolve));
  const written = new Promise<void>((resolve, reject) => {
    server.once('connection', (socket) => {
      const out = createWriteStream(file);
      socket.pipe(out);
      finished(out).then(resolve, reject);
    });
  });
  written.catch(() => {});
  try {
    await send(path);
    await written;
  } finally {
    server.close();
  }
}

/** Of the snapshots of an architecture the newest few are kept: a kernel, a qemu or our init that is newer makes older ones useless. */
async function forget(folder: string): Promise<void> {
  const parent = dirname(folder);
  const kind = /^snapshot-\w+-/.exec(basename(folder))?.[0] ?? '';
  const others = (await readdir(parent)).filter((name) => name.startsWith(kind) && !name.includes('.')).map((name) => join(parent, name));
  const dated = await Promise.all(others.map(async (path) => ({ path, at: (await stat(path)).mtimeMs })));
  const old = dated.sort((a, b) => b.at - a.at).slice(KEPT - 1);
  await Promise.all(old.map(({ path }) => rm(path, { recursive: true, force: true })));
}
