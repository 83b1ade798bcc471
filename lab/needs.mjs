// What a fault can need of the machine, and why it is skipped where that is missing.
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

function runs(file, ...args) {
  try {
    execFileSync(file, args, { stdio: 'ignore', timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
}

function onPath(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** A program that this machine lacks. */
const lacks = (name) => (onPath(name) ? undefined : `it needs ${name}; npm run test:guest installs what guests need`);

function qemuMajor(name) {
  try {
    return Number(/version (\d+)/.exec(execFileSync(name, ['--version'], { encoding: 'utf8', timeout: 10_000 }))?.[1]);
  } catch {
    return undefined;
  }
}

function linksTo(name, library) {
  try {
    const file = execFileSync('/bin/sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
    return execFileSync('ldd', [file], { encoding: 'utf8' }).includes(library);
  } catch {
    return false;
  }
}

function yamaScope() {
  try {
    return Number(readFileSync('/proc/sys/kernel/yama/ptrace_scope', 'utf8'));
  } catch {
    return undefined;
  }
}

/** Each user namespace has one of its own since Linux 6.7. */
const BINFMT = '/proc/sys/fs/binfmt_misc';
const isRoot = () => process.getuid?.() === 0;

/** Each answers with the reason why it cannot be had, or nothing. */
const NEEDS = {
  linux: () => (process.platform === 'linux' ? undefined : 'it needs Linux'),
  root: () => (isRoot() ? undefined : 'it needs root'),
  mounts: () => (runs('unshare', '-m', 'true') ? undefined : 'it needs mount namespaces (root, and unshare -m)'),
  nets: () => (runs('unshare', '-n', 'true') ? undefined : 'it needs network namespaces (root, and unshare -n)'),
  cgroup: () =>
    isRoot() && existsSync('/sys/fs/cgroup/pids/cgroup.procs') ? undefined : 'it needs root and a pids controller of cgroup version 1',
  setpriv: () => (isRoot() && onPath('setpriv') ? undefined : 'it needs root and setpriv'),
  prlimit: () => (onPath('prlimit') ? undefined : 'it needs prlimit'),
  gcc: () => (onPath('gcc') ? undefined : 'it needs gcc'),
  git: () => (onPath('git') ? undefined : 'it needs git'),
  strip: () => (onPath('strip') ? undefined : 'it needs strip (binutils)'),
  nft: () => (runs('unshare', '-n', 'nft', 'add', 'table', 'inet', 'filter') ? undefined : 'it needs nft, and a kernel with nf_tables'),
  iptables: () => (runs('unshare', '-n', 'iptables', '-S') ? undefined : 'it needs iptables, and a kernel for it'),
  386: () => (process.arch === 'x64' ? undefined : 'it needs an amd64 machine, which runs programs for 386'),
  apt: () => (onPath('apt-get') && onPath('dpkg-deb') ? undefined : 'it needs apt-get'),
  guests: () => (process.arch === 'x64' ? lacks('qemu-system-aarch64') : 'its guest is for arm64, so it needs an amd64 machine'),
  'qemu-riscv64': () => lacks('qemu-system-riscv64'),
  'qemu-x86_64': () => lacks('qemu-system-x86_64'),
  kvm: () => (existsSync('/dev/kvm') ? undefined : 'it needs /dev/kvm'),
  'qemu-microvm': () => lacks('qemu-system-x86_64-microvm'),
  'qemu-7-loong64': () => ((qemuMajor('qemu-system-loongarch64') ?? 8) < 8 ? undefined : 'it needs a qemu-system-loongarch64 before 8.0'),
  libfdt: () => (linksTo('qemu-system-aarch64', 'libfdt.so.1') ? undefined : 'it needs a qemu that is linked to libfdt'),
  'qemu-user': () => (onPath('qemu-riscv64') ? undefined : 'it needs qemu-riscv64; npm run test:guest installs qemu-user'),
  binfmt: () =>
    runs('unshare', '-Urm', 'mount', '-t', 'binfmt_misc', 'none', BINFMT) ? undefined : `it needs ${BINFMT} of a user namespace`,
  yama: () => ((yamaScope() ?? 0) >= 1 ? undefined : 'it needs a kernel with Yama, and kernel.yama.ptrace_scope of 1 or more'),
};

/** Why a fault cannot be made here; undefined when it can. */
export function unmet({ needs = [], anywhere = false }) {
  if (process.platform !== 'linux' && !anywhere) return 'it is made on Linux';
  for (const need of [needs].flat()) {
    const answer = NEEDS[need];
    if (!answer) throw new Error(`the lab does not know the need "${need}"`);
    const reason = answer();
    if (reason) return reason;
  }
  return undefined;
}
