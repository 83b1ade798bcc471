import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { RemoteCache } from '../delve/provide.js';
import { withLock } from '../delve/slot.js';
import { findOnPath } from '../facts/on-path.js';
import { removeFolder, type Scope } from '../system/scope.js';
import {
  AptError,
  downloadPackage,
  isMirror,
  type MachineApt,
  machineApt,
  makeApt,
  newestPackage,
  type Package,
  type PrivateApt,
  updateIndex,
} from './apt.js';
import { fileOfDeb } from './deb.js';
import { findKeyring, findMirror } from './debian.js';
import { clearKernel, type KernelRecord, keepKernel, kernelsFolder, lookForKernel, remotePaths } from './kernel-cache.js';
import { inspectKernel, type KernelImage, mustUnpack, unpackKernel } from './kernel-image.js';
import type { KernelPackage, Machine } from './machines.js';

/** A kernel that qemu's `-kernel` can be given. */
export interface Kernel {
  file: string;
  version: string;
  /** SHA-256 of the file, in hexadecimal. */
  sha256: string;
  /** Where it is from, for people: suite and package, or `the file that the policy names`. */
  origin: string;
  from: 'cache' | 'fetched' | 'file';
  /** Bytes that were downloaded for it now. */
  fetched: number;
  notes: string[];
}

export interface NoKernel {
  kind: 'kernel-unavailable' | 'kernel-wrong-arch' | 'kernel-not-bootable' | 'kernel-checksum' | 'kernel-file-missing' | 'aborted';
  message: string;
  output: string;
}

export type KernelResult = Kernel | NoKernel;

export interface KernelOptions {
  machine: Machine;
  /** The kernel that the policy names. */
  named?: { file: string; sha256?: string };
  /** The mirror of Debian's archive that the policy names. */
  mirror?: string;
  /** The tool cache. */
  root: string;
  env: NodeJS.ProcessEnv;
  scope: Scope;
  remote?: RemoteCache;
  onProgress: (text: string) => void;
}

/** In `linux-image-…`, and in `linux-binary-…` since Linux 6.19. */
const KERNEL_FILE = /^(?:\.\/)?(?:boot\/vmlinu[xz]-[^/]*|(?:usr\/)?lib\/modules\/[^/]+\/vmlinu[xz])$/;

/** Takes the kernel that the policy names, else one of the tool cache, else Debian's. Never rejects: why not is in the result. */
export async function provideKernel(options: KernelOptions): Promise<KernelResult> {
  const { scope } = options;
  let result: KernelResult;
  try {
    result = await (options.named ? takeNamed(options.named, options) : takeKept(options));
  } catch (error) {
    result = unavailable(options, (error as Error).message, error instanceof AptError ? error.output : '');
  }
  if ('file' in result || !scope.signal.aborted) return result;
  return { kind: 'aborted', message: 'stopped while a kernel was looked for', output: '' };
}

function unavailable({ machine }: KernelOptions, why: string, output = ''): NoKernel {
  return { kind: 'kernel-unavailable', message: `no kernel for ${machine.arch}: ${why}`, output };
}

async function takeNamed(named: { file: string; sha256?: string }, options: KernelOptions): Promise<KernelResult> {
  const { machine, env, scope } = options;
  let bytes: Buffer;
  try {
    bytes = readFileSync(named.file);
  } catch (error) {
    return { kind: 'kernel-file-missing', message: `the kernel ${named.file} cannot be read`, output: (error as Error).message };
  }
  const image = inspectKernel(bytes);
  const kernel: Kernel = {
    file: named.file,
    version: basename(named.file),
    sha256: digestOf(bytes),
    origin: 'the file that the policy names',
    from: 'file',
    fetched: 0,
    notes: [],
  };
  const wrong = disproveNamed(named, kernel.sha256, image, machine);
  if (wrong) return { ...wrong, output: '' };
  if (!image.packed || !mustUnpack(image)) return kernel;
  const folder = scope.folder('kernel');
  kernel.file = join(folder, 'kernel');
  const unpacked = await unpackKernel(bytes, image.packed, { env, scope, folder });
  writeFileSync(kernel.file, unpacked);
  return { ...kernel, sha256: digestOf(unpacked), origin: `${kernel.origin}, unpacked` };
}

function disproveNamed(
  { file, sha256 }: { file: string; sha256?: string },
  digest: string,
  image: KernelImage,
  machine: Machine,
): Omit<NoKernel, 'output'> | undefined {
  if (sha256 && sha256.toLowerCase() !== digest) {
    const is = `its SHA-256 is ${digest}, and should be ${sha256}`;
    return { kind: 'kernel-checksum', message: `the kernel ${file} is not the one that the policy means: ${is}` };
  }
  if (image.arch === machine.arch) return undefined;
  return {
    kind: image.arch === null ? 'kernel-not-bootable' : 'kernel-wrong-arch',
    message: `the kernel ${file} is ${image.what}, and the guest is ${machine.arch}`,
  };
}

async function takeKept(options: KernelOptions): Promise<KernelResult> {
  const { machine, root, scope, onProgress } = options;
  const kept = lookForKernel(root, machine);
  if (kept.record && kept.wrong.length === 0) return cached(kept);
  const lock = { root, folder: join(kernelsFolder(root), machine.arch) };
  const onWait = () => onProgress(`waiting for another process that fetches the kernel for ${machine.arch}`);
  return withLock(lock, scope.signal, onWait, async () => {
    const now = lookForKernel(root, machine);
    const notes = now.wrong.map(({ why }) => `a kernel for ${machine.arch} in the tool cache was thrown out: ${why}`);
    for (const { slot } of now.wrong) await clearKernel(slot);
    const found = now.record ? now : await restored(options);
    const result = found?.record ? cached(found) : await fetchKernel(options);
    if ('notes' in result) result.notes.unshift(...notes);
    return result;
  });
}

function cached({ record, file }: { record?: KernelRecord; file?: string }): Kernel {
  const { version, sha256, origin } = record as KernelRecord;
  return { file: file as string, version, sha256, origin, from: 'cache', fetched: 0, notes: [] };
}

/** By what is wanted: a kernel of another suite or flavour is another thing to keep. */
function remoteKey({ arch, kernel }: Machine): string {
  return `delve-gate-kernel-${arch}-${kernel.suite}-${digestOf(Buffer.from(kernel.package.source)).slice(0, 8)}`;
}

async function restored({ machine, root, remote, onProgress }: KernelOptions): Promise<ReturnType<typeof lookForKernel> | undefined> {
  if (!remote) return undefined;
  onProgress(`looking for the kernel for ${machine.arch} in the cache of the runner`);
  if (!(await remote.restore(remotePaths(root, machine.arch), remoteKey(machine)))) return undefined;
  const found = lookForKernel(root, machine);
  for (const { slot } of found.wrong) await clearKernel(slot);
  return found;
}

async function fetchKernel(options: KernelOptions): Promise<KernelResult> {
  const { machine, env, scope } = options;
  if (findOnPath('apt-get', env).length === 0 || findOnPath('dpkg-deb', env).length === 0)
    return unavailable(options, `this machine has no apt to fetch Debian's with; ${ADVICE}`);
  const running = { env, scope };
  const [mirror, own] = await Promise.all([options.mirror ?? findMirror(running), machineApt(running)]);
  if (!mirror) return unavailable(options, `this machine knows no mirror of Debian's archive; name one in emulation.mirror, or ${ADVICE}`);
  if (options.mirror && !isMirror(mirror)) return unavailable(options, `emulation.mirror is no address that apt can fetch from; ${ADVICE}`);
  const from = { mirror, ...running, ...own };
  try {
    return await fetchFrom(machine.kernel, from, options);
  } catch (error) {
    if (!(error instanceof AptError) || !machine.otherwise || scope.signal.aborted) throw error;
    const result = await fetchFrom(machine.otherwise, from, options);
    if ('notes' in result)
      result.notes.push(`Debian ${machine.kernel.suite}: ${error.message.split(';')[0]}; the kernel is from ${machine.otherwise.suite}`);
    return result;
  }
}

const ADVICE = 'name the file of a kernel in emulation.kernel';

async function fetchFrom(wanted: KernelPackage, own: MachineApt & { mirror: string }, options: KernelOptions): Promise<KernelResult> {
  const { machine, root, scope, onProgress } = options;
  onProgress(`looking for the newest kernel for ${machine.arch} in Debian ${wanted.suite}`);
  const folder = scope.folder('apt');
  try {
    const apt = await openApt(folder, own, wanted);
    const index = await updateIndex(apt);
    const found = await newestPackage(apt, wanted.package);
    if (!found)
      return unavailable(options, `Debian ${wanted.suite} has no package like ${wanted.package.source} on this mirror; ${ADVICE}`);
    onProgress(`fetching the kernel for ${machine.arch}: ${Math.round(found.size / 1e6)} MB`);
    const deb = await downloadPackage(apt, `${found.name}=${found.version}`);
    const bytes = await kernelOfDeb(deb, folder, options);
    if (Buffer.isBuffer(bytes)) {
      const record = recordOf(found, machine.arch, wanted.suite, bytes);
      const file = await keepKernel(root, bytes, record, scope);
      await options.remote?.save(remotePaths(root, machine.arch), remoteKey(machine));
      return { ...cached({ record, file }), from: 'fetched', fetched: index + found.size };
    }
    return bytes;
  } catch (error) {
    if (error instanceof AptError) throw new AptError(`${error.message}; ${ADVICE}`, withoutHost(error.output, own.mirror));
    throw error;
  } finally {
    removeFolder(folder);
  }
}

async function openApt(
  folder: string,
  own: MachineApt & { mirror: string },
  { debianArch: arch, suite }: KernelPackage,
): Promise<PrivateApt> {
  const keyring = await findKeyring(folder, own);
  const sources = `deb [arch=${arch} signed-by=${keyring}] ${own.mirror} ${suite} main`;
  return makeApt(folder, { ...own, arch, sources });
}

async function kernelOfDeb(deb: string, folder: string, options: KernelOptions): Promise<Buffer | NoKernel> {
  const { machine, env, scope } = options;
  const { name, bytes } = await fileOfDeb(deb, KERNEL_FILE, { env, scope });
  const image = inspectKernel(bytes);
  if (image.arch !== machine.arch) return unavailable(options, `${basename(deb)} holds ${name}, which is ${image.what}`);
  return image.packed && mustUnpack(image) ? unpackKernel(bytes, image.packed, { env, scope, folder }) : bytes;
}

function recordOf(found: Package, arch: string, suite: string, bytes: Buffer): KernelRecord {
  const origin = `Debian ${suite}, ${found.name} ${found.version}, signed by the Debian archive`;
  return { version: found.version, arch, suite, package: found.name, sha256: digestOf(bytes), origin };
}

function digestOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Which mirror a machine uses is its own affair, and a URL may hold a password. */
function withoutHost(text: string, mirror: string): string {
  const host = /^[^:]+:\/\/(?:[^@/]*@)?([^/:]+)/.exec(mirror)?.[1];
  const mirrorless = host ? text.replaceAll(host, 'the-mirror') : text;
  return mirrorless.replace(/\/\/[^\s/@]*@/g, '//').replace(/ \[IP: [^\]]*\]/g, '');
}
