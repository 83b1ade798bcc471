import { accessSync, constants, mkdirSync, readFileSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { toolCacheRoot } from '../delve/slot.js';
import { hostPlatform } from '../facts/host.js';
import { findOnPath } from '../facts/on-path.js';
import { firstLine, type RunResult, run } from '../system/run.js';
import type { Scope } from '../system/scope.js';
import { installPackage } from './apt-install.js';
import type { Machine } from './machines.js';

/** A qemu that can be a machine. */
export interface Qemu {
  path: string;
  version: string;
  /** By us, now. */
  installed: boolean;
  /** Whether the host's own CPU can run the guest; null where it is of another architecture. */
  kvm: { usable: boolean; why: string } | null;
}

export interface NoQemu {
  kind: 'qemu-missing' | 'qemu-too-old' | 'qemu-lacks-machine' | 'qemu-broken' | 'qemu-install-failed' | 'aborted';
  message: string;
  output: string;
}

export type QemuResult = Qemu | NoQemu;

export interface QemuOptions {
  machine: Machine;
  /** Whether one may be installed. */
  install: boolean;
  /** The tool cache, where it is remembered what a qemu can do. */
  root?: string;
  env: NodeJS.ProcessEnv;
  scope: Scope;
  onProgress: (text: string) => void;
}

/** What a qemu says of itself. */
interface Answers {
  version: string;
  /** Its `-M help` and `-device help`. */
  machines: string[];
  devices: string[];
}

/** Finds a qemu for the machine on PATH, or installs it. Never rejects: why not is in the result. */
export async function provideQemu(options: QemuOptions): Promise<QemuResult> {
  const { machine, install, env, scope } = options;
  try {
    const found = await lookOnPath(options, false);
    if (found) return found;
    const what = `there is no ${machine.qemu} on PATH`;
    if (!install) return { kind: 'qemu-missing', message: `${what}, and the policy forbids to install it; ${advice(machine)}`, output: '' };
    const failed = await installPackage(machine.qemuPackages, options);
    if (failed?.kind === 'no-apt') return { kind: 'qemu-missing', message: `${what}; ${advice(machine)}`, output: '' };
    if (failed) return aborted(scope) ?? { kind: 'qemu-install-failed', message: failed.message, output: failed.output };
    const message = `${machine.qemuPackages.join(' or ')} was installed, and still ${what}`;
    return (await lookOnPath(options, true)) ?? { kind: 'qemu-install-failed', message, output: env.PATH ?? '' };
  } catch (error) {
    return aborted(scope) ?? { kind: 'qemu-broken', message: (error as Error).message, output: '' };
  }
}

function aborted(scope: Scope): NoQemu | undefined {
  return scope.signal.aborted ? { kind: 'aborted', message: 'stopped while qemu was looked for', output: '' } : undefined;
}

function advice({ qemu, qemuPackages }: Machine): string {
  const [newest, ...older] = qemuPackages;
  return `install ${qemu} (Debian and Ubuntu: ${newest}${older.map((each) => `, before that ${each}`).join('')})`;
}

/** The first on PATH that will do; else what is wrong with the first. */
async function lookOnPath(options: QemuOptions, installed: boolean): Promise<QemuResult | undefined> {
  const { machine, env, scope } = options;
  let first: NoQemu | undefined;
  for (const path of findOnPath(machine.qemu, env)) {
    const answers = await ask(path, options);
    const problem = 'kind' in answers ? answers : unfit(path, answers, machine);
    if (!problem) return { path, version: (answers as Answers).version, installed, kvm: kvmFor(machine.arch) };
    first ??= aborted(scope) ?? problem;
  }
  return first;
}

/** Why a qemu cannot be the machine, by what it says of itself. */
export function unfit(path: string, { version, machines, devices }: Answers, machine: Machine): NoQemu | undefined {
  const since = machine.qemuSince.join('.');
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < machine.qemuSince[0] || (major === machine.qemuSince[0] && minor < machine.qemuSince[1]))
    return { kind: 'qemu-too-old', message: `${path} is qemu ${version}; a guest for ${machine.arch} needs ${since} or newer`, output: '' };
  const type = machine.machine.split(',')[0] as string;
  const wanted = [
    ...(machine.channelBy === 'pci-serial' ? ['pci-serial'] : []),
    ...(machine.handover === 'shared-memory' ? ['ivshmem-plain'] : []),
  ];
  const lacking = [...(machines.includes(type) ? [] : [`the machine ${type}`])].concat(
    wanted.filter((each) => !devices.includes(each)).map((each) => `the device ${each}`),
  );
  if (lacking.length === 0) return undefined;
  const output = `${path} -M help\n${path} -device help`;
  return { kind: 'qemu-lacks-machine', message: `${path} (qemu ${version}) was built without ${lacking.join(' and ')}`, output };
}

/** Each start of qemu takes some 60 ms, so what it says is remembered for as long as its file stays the same. */
async function ask(path: string, { env, scope, root = toolCacheRoot(env) }: QemuOptions): Promise<Answers | NoQemu> {
  const real = realpathSync(path);
  const { size, mtimeMs } = statSync(real);
  const key = `${real} ${size} ${mtimeMs}`;
  const memory = join(root, 'delve-gate-qemu.json');
  const known = recall(memory);
  if (known[key]) return known[key];
  const asking = [['--version'], ['-M', 'help'], ['-device', 'help']];
  const [version, machines, devices] = (await Promise.all(asking.map((args) => run(path, args, { env, scope, timeout: 30_000 })))) as [
    RunResult,
    RunResult,
    RunResult,
  ];
  const said = readVersion(version.stdout);
  if (version.code !== 0 || !said) {
    const why = firstLine(version.stderr) || version.error || (version.signal ?? `it ends with ${version.code} and says no version`);
    return { kind: 'qemu-broken', message: `${path} does not work: ${why}`, output: `${version.stdout}${version.stderr}`.trim() };
  }
  const answers = { version: said, machines: readMachines(machines.stdout), devices: readDevices(devices.stdout) };
  const others = Object.entries(known).filter(([each]) => !each.startsWith(`${real} `));
  if (machines.code === 0 && devices.code === 0) remember(memory, { ...Object.fromEntries(others), [key]: answers });
  return answers;
}

/** The version in `QEMU emulator version 7.2.22 (Debian …)`. */
export function readVersion(text: string): string | undefined {
  return /version (\d+\.\d+(?:\.\d+)?)/.exec(text)?.[1];
}

/** The names in `qemu -M help`, aliases among them. */
export function readMachines(text: string): string[] {
  return [...text.matchAll(/^(\S+) +\S/gm)].map((match) => match[1] as string);
}

/** The names in `qemu -device help`. */
export function readDevices(text: string): string[] {
  return [...text.matchAll(/^name "([^"]+)"/gm)].map((match) => match[1] as string);
}

function recall(memory: string): Record<string, Answers> {
  try {
    const known = JSON.parse(readFileSync(memory, 'utf8'));
    return Object.fromEntries(
      Object.entries<Answers>(known).filter(([, each]) => typeof each?.version === 'string' && each.machines && each.devices),
    );
  } catch {
    return {};
  }
}

function remember(memory: string, known: Record<string, Answers>): void {
  const aside = `${memory}.${process.pid}`;
  try {
    mkdirSync(dirname(memory), { recursive: true });
    writeFileSync(aside, JSON.stringify(known));
    renameSync(aside, memory);
  } catch {
    // It is asked again the next time.
  }
}

/** Whether KVM may be tried. That the device opens is no proof that it works: booting is. */
export function kvmFor(arch: string, device = '/dev/kvm', host = hostPlatform()): Qemu['kvm'] {
  if (host.os !== 'linux' || host.arch !== arch) return null;
  try {
    accessSync(device, constants.R_OK | constants.W_OK);
    return { usable: true, why: `${device} can be read and written` };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { usable: false, why: code === 'ENOENT' ? `there is no ${device}` : `${device} cannot be read and written: ${code}` };
  }
}
