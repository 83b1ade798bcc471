import { lookup } from 'node:dns/promises';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { availableParallelism, release, tmpdir } from 'node:os';
import type { HostFacts } from '../model/facts.js';
import type { Scope } from '../system/scope.js';
import { inTime } from '../system/within.js';
import { binfmt } from './emulation.js';
import { tryFolder } from './folder.js';

const OS: Record<string, string> = { win32: 'windows', sunos: 'solaris' };
const ARCH: Record<string, string> = { x64: 'amd64', ia32: '386', loong64: 'loong64', mipsel: 'mipsle', ppc64: 'ppc64le' };
/** include/uapi/linux/capability.h */
const CAP_SYS_PTRACE = 19n;

/** This machine's platform in Go's words, as far as Node knows it. */
export function hostPlatform(): { os: string; arch: string } {
  return { os: OS[process.platform] ?? process.platform, arch: ARCH[process.arch] ?? process.arch };
}

/** Looks at the machine. Reads and tries; changes nothing that stays. */
export async function hostFacts({ env, scope }: { env: NodeJS.ProcessEnv; scope: Scope }): Promise<HostFacts> {
  const { os, arch } = hostPlatform();
  const temp = env.GOTMPDIR || temporaryFolder(env);
  const [tried, loopback, localhost] = await Promise.all([tryFolder(temp, { scope, execute: true }), useLoopback(), resolveLocalhost()]);
  const distribution = osRelease();
  const libc = os === 'linux' ? findLibc() : undefined;
  return {
    os,
    arch,
    kernel: release(),
    ...(distribution ? { distribution } : {}),
    ...(libc ? { libc } : {}),
    container: container(env),
    wsl: wsl(),
    uid: process.getuid?.() ?? null,
    ptrace: ptrace(),
    emulated: emulated(arch),
    binfmt: binfmt(),
    temp: tried,
    home: env.HOME || env.USERPROFILE || null,
    loopback,
    localhost,
    apparmor: apparmor(),
    selinux: selinux(),
    clock: new Date().toISOString(),
    cpus: availableParallelism(),
  };
}

/** The folder that Go and dlv make their temporary files in. */
export function temporaryFolder(env: NodeJS.ProcessEnv): string {
  return process.platform === 'win32' ? tmpdir() : env.TMPDIR || '/tmp';
}

function text(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function osRelease(): string | undefined {
  return /^PRETTY_NAME="?([^"\n]+)/m.exec(text('/etc/os-release') ?? '')?.[1];
}

/** By the dynamic loaders that are there; both can be installed, then glibc is the system's own. */
function findLibc(): 'glibc' | 'musl' | 'none' {
  const loaders = ['/lib', '/lib64'].flatMap((folder) => {
    try {
      return readdirSync(folder);
    } catch {
      return [];
    }
  });
  if (loaders.some((name) => /^ld-linux/.test(name) || /^ld64\.so/.test(name)) || existsSync('/lib/ld.so.1')) return 'glibc';
  return loaders.some((name) => /^ld-musl-/.test(name)) ? 'musl' : 'none';
}

/** What contains this process; null for nothing that shows. */
export function container(env: NodeJS.ProcessEnv): string | null {
  if (existsSync('/.dockerenv')) return 'docker';
  if (existsSync('/run/.containerenv')) return 'podman';
  if (env.KUBERNETES_SERVICE_HOST) return 'kubernetes';
  const inCgroup = /(docker|containerd|kubepods|libpod|lxc)/.exec(text('/proc/1/cgroup') ?? '')?.[1];
  return inCgroup ?? (env.container || null);
}

function wsl(): 1 | 2 | null {
  const version = text('/proc/version') ?? '';
  if (!/microsoft/i.test(version)) return null;
  return /WSL2|microsoft-standard/i.test(version) ? 2 : 1;
}

function ptrace(): HostFacts['ptrace'] {
  const status = text('/proc/self/status') ?? '';
  const field = (name: string) => new RegExp(`^${name}:\\s*(\\S+)`, 'm').exec(status)?.[1];
  const scope = text('/proc/sys/kernel/yama/ptrace_scope');
  const effective = field('CapEff');
  const seccomp = field('Seccomp');
  const noNewPrivs = field('NoNewPrivs');
  return {
    yamaScope: scope === undefined ? null : Number(scope),
    capability: effective === undefined ? null : ((BigInt(`0x${effective}`) >> CAP_SYS_PTRACE) & 1n) === 1n,
    seccomp: seccomp === undefined ? null : Number(seccomp),
    noNewPrivs: noNewPrivs === undefined ? null : noNewPrivs === '1',
  };
}

/** qemu-user shows the host's CPU in /proc/cpuinfo, or itself among the mapped files; Rosetta likewise. */
function emulated(arch: string): string | null {
  if (process.platform !== 'linux') return null;
  const mapped = /\/[^\s]*(qemu-[a-z0-9_]+(?:-static)?|rosetta)\b/m.exec(text('/proc/self/maps') ?? '')?.[0];
  if (mapped) return `${mapped} is mapped into this process`;
  const vendor = /^vendor_id\s*:\s*(\S+)/m.exec(text('/proc/cpuinfo') ?? '')?.[1];
  const isX86 = arch === 'amd64' || arch === '386';
  if (vendor && !isX86 && /Intel|AMD|Hygon|Zhaoxin|Centaur/.test(vendor))
    return `/proc/cpuinfo says ${vendor}, but this process runs ${arch} code`;
  if (vendor === 'VirtualApple' && isX86) return '/proc/cpuinfo says VirtualApple (Rosetta)';
  return null;
}

/** A resolver that does not answer is somebody else's trouble: after this it is not waited for. */
const LOOKUP_LIMIT = 500;

async function resolveLocalhost(): Promise<HostFacts['localhost']> {
  const answer = lookup('localhost', { all: true }).then(
    (all) => ({ value: all.map(({ address }) => address) }),
    (error: NodeJS.ErrnoException) => ({ error: error.code ?? error.message }),
  );
  return inTime(LOOKUP_LIMIT, answer, null);
}

/**
 * The profile that confines this process. The file without AppArmor's name is shared with SELinux, so it is read only where AppArmor is on.
 * https://docs.kernel.org/admin-guide/LSM/ ; https://gitlab.com/apparmor/apparmor/-/wikis/AppArmorInterfaces
 */
function apparmor(): string | null {
  const own = text('/proc/self/attr/apparmor/current');
  const shared = own === undefined && /^Y/.test(text('/sys/module/apparmor/parameters/enabled') ?? '');
  return (own ?? (shared ? text('/proc/self/attr/current') : undefined))?.trim().replace(/\0/g, '') || null;
}

/** https://github.com/SELinuxProject/selinux-notebook: the file system of SELinux, and its boolean deny_ptrace ("current pending"). */
function selinux(): HostFacts['selinux'] {
  const enforce = text('/sys/fs/selinux/enforce');
  if (enforce === undefined) return null;
  return { enforcing: enforce.trim() === '1', denyPtrace: /^1/.test(text('/sys/fs/selinux/booleans/deny_ptrace') ?? '') };
}

/** A connection within a machine takes less than a millisecond; packets that are dropped never come. */
const LOOPBACK_LIMIT = 700;

/** Listens on 127.0.0.1 and connects to itself, as an editor and dlv do. */
async function useLoopback(): Promise<HostFacts['loopback']> {
  const server = createServer();
  let client: Socket | undefined;
  try {
    return await new Promise((resolve) => {
      const failed = (doing: string) => (error: NodeJS.ErrnoException) => resolve({ error: `${doing}: ${error.code ?? error.message}` });
      server.once('error', failed('listen'));
      server.listen(0, '127.0.0.1', () => {
        const { port } = server.address() as AddressInfo;
        client = connect({ port, host: '127.0.0.1', timeout: LOOPBACK_LIMIT });
        client.once('error', failed('connect'));
        client.once('timeout', () => resolve({ error: `connect: no answer within ${LOOPBACK_LIMIT} ms` }));
        client.once('connect', () => resolve({ value: true }));
      });
    });
  } finally {
    client?.destroy();
    server.close();
  }
}
