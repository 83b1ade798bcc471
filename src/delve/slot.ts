import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, open, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { homedir, hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as setTimeoutPromise } from 'node:timers/promises';

/** What a dlv in the tool cache is keyed by. */
export interface SlotKey {
  version: string;
  /** The Go that builds it: `go1.26.8`. */
  go: string;
  os: string;
  arch: string;
  tags: string;
}

/** What was written beside a dlv when it was installed, to hold it to later. */
export interface SlotRecord extends SlotKey {
  /** The module's checksum that GOSUMDB vouched for. */
  sum: string;
  /** SHA-256 of the file, in hexadecimal. */
  sha256: string;
}

/** A place in the tool cache. The layout is that of @actions/tool-cache: `<root>/dlv/<version>/<arch>` and `<arch>.complete`. */
export interface Slot {
  root: string;
  key: SlotKey;
  /** tool-cache's `arch`: here platform, Go and build tags too. */
  arch: string;
  folder: string;
  file: string;
}

/** The tool cache: the runner's, else a folder of ours under the user's cache directory (Go's os.UserCacheDir). */
export function toolCacheRoot(env: NodeJS.ProcessEnv): string {
  if (env.RUNNER_TOOL_CACHE) return env.RUNNER_TOOL_CACHE;
  return join(userCacheDir(env), 'delve-gate', 'tools');
}

function userCacheDir(env: NodeJS.ProcessEnv): string {
  const home = env.HOME || env.USERPROFILE || homedir();
  if (process.platform === 'win32') return env.LOCALAPPDATA || join(home, 'AppData', 'Local');
  if (process.platform === 'darwin') return join(home, 'Library', 'Caches');
  return env.XDG_CACHE_HOME || join(home, '.cache');
}

export function slotFor(root: string, key: SlotKey): Slot {
  const tags = key.tags ? `-${key.tags}` : '';
  const arch = `${key.os}-${key.arch}-${key.go}${tags}`.replace(/[^\w.+-]/g, '_');
  const folder = join(root, 'dlv', key.version, arch);
  return { root, key, arch, folder, file: join(folder, key.os === 'windows' ? 'dlv.exe' : 'dlv') };
}

/** Whether something was put there completely. tool-cache's `find` asks the same; it takes 70 ms to load, this does not. */
export function isComplete(slot: Slot): boolean {
  return existsSync(`${slot.folder}.complete`) && existsSync(slot.file);
}

/** Whether an installation was begun there and not ended, or half of it was taken away. */
export function isPartial(slot: Slot): boolean {
  return !isComplete(slot) && (existsSync(`${slot.folder}.complete`) || existsSync(slot.folder));
}

export function readRecord(slot: Slot): SlotRecord | undefined {
  try {
    return JSON.parse(readFileSync(join(slot.folder, 'delve-gate.json'), 'utf8'));
  } catch {
    return undefined;
  }
}

/** Takes out what is there. Only under the lock. */
export async function clearSlot(slot: Slot): Promise<void> {
  await rm(`${slot.folder}.complete`, { force: true });
  await rm(slot.folder, { recursive: true, force: true });
}

/** Puts a folder with a proved dlv into the cache. Only under the lock: tool-cache copies in place. */
export async function fillSlot(slot: Slot, staging: string, record: SlotRecord): Promise<void> {
  await writeFile(join(staging, 'delve-gate.json'), `${JSON.stringify(record, null, 2)}\n`);
  // tool-cache asks the runner's variables; outside a runner they are ours to set, for the time of the call.
  const before = { RUNNER_TOOL_CACHE: process.env.RUNNER_TOOL_CACHE, RUNNER_TEMP: process.env.RUNNER_TEMP };
  process.env.RUNNER_TOOL_CACHE = slot.root;
  process.env.RUNNER_TEMP ??= dirname(staging);
  const { cacheDir } = await import('@actions/tool-cache');
  // It prints debug commands of Actions to standard output, which is the report's.
  const write = process.stdout.write;
  process.stdout.write = () => true;
  try {
    await cacheDir(staging, 'dlv', slot.key.version, slot.arch);
  } finally {
    process.stdout.write = write;
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

/** SHA-256 of a file in hexadecimal. All at once: some 20 ms for a dlv, where a stream takes 40 and webcrypto copies it first. */
export function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

const early = new Map<string, string>();

/** Reckons the digest of a dlv that will have to be proved, at a moment when there is nothing to do but wait. */
export function digestEarly(slot: Slot): void {
  if (!isComplete(slot)) return;
  try {
    early.set(slot.file, sha256(slot.file));
  } catch {
    // It will be told when it is asked for.
  }
}

/**
 * The digest of the dlv in a slot; what was reckoned early serves once.
 * @throws the file system's error
 */
export function digestOf(slot: Slot): string {
  const digest = early.get(slot.file) ?? sha256(slot.file);
  early.delete(slot.file);
  return digest;
}

const BEAT = 5_000;
const STALE = 60_000;

/**
 * Does work that only one process at a time may do on a slot. The others wait; a holder that died is noticed by its
 * process id on the same machine, by a missing heartbeat elsewhere.
 * @param onWait called once when another process is at it
 * @throws when `signal` is aborted while waiting
 */
export async function withLock<T>(
  slot: Pick<Slot, 'root' | 'folder'>,
  signal: AbortSignal,
  onWait: () => void,
  work: () => Promise<T>,
): Promise<T> {
  const path = `${slot.folder}.lock`;
  await mkdir(dirname(path), { recursive: true }).catch((error: Error) => {
    throw new Error(`the tool cache ${slot.root} cannot be written: ${error.message}`);
  });
  const mine = `${process.pid} ${hostname()} ${process.hrtime.bigint()}`;
  for (let waited = false; !(await tryLock(path, mine)); ) {
    if (!waited) onWait();
    waited = true;
    if (!(await isStale(path)) || !(await breakLock(path))) await pause(signal);
    signal.throwIfAborted();
  }
  const beat = setInterval(() => utimes(path, new Date(), new Date()).catch(() => {}), BEAT);
  beat.unref();
  try {
    return await work();
  } finally {
    clearInterval(beat);
    if (holder(path) === mine) await rm(path, { force: true });
  }
}

/** Rejects at once when `signal` is aborted. */
function pause(signal: AbortSignal): Promise<void> {
  return setTimeoutPromise(100, undefined, { signal });
}

async function tryLock(path: string, mine: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    await file.writeFile(mine);
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function holder(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

async function isStale(path: string): Promise<boolean> {
  try {
    const [pid, host] = (holder(path) ?? '').split(' ');
    const age = Date.now() - (await stat(path)).mtimeMs;
    // A holder that has only just made the file may not have written its name yet.
    if (!pid || host !== hostname()) return age > STALE;
    try {
      process.kill(Number(pid), 0);
      return age > 10 * STALE;
    } catch (error) {
      // EPERM: it lives, as another user's.
      return (error as NodeJS.ErrnoException).code === 'ESRCH' || age > 10 * STALE;
    }
  } catch {
    return false;
  }
}

/**
 * Two that find the same dead holder must not both remove: the second would remove the first one's new lock.
 * @returns whether it was this process that broke it
 */
async function breakLock(path: string): Promise<boolean> {
  const breaker = `${path}.break`;
  if (!(await tryLock(breaker, String(process.pid)))) {
    const age = await stat(breaker).then(
      (info) => Date.now() - info.mtimeMs,
      () => 0,
    );
    if (age > STALE) await rm(breaker, { force: true });
    return false;
  }
  try {
    if (!(await isStale(path))) return false;
    await rm(path, { force: true });
    return true;
  } finally {
    await rm(breaker, { force: true });
  }
}
