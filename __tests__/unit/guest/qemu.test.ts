import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Machine, machineFor } from '../../../src/guest/machines.js';
import { kvmFor, provideQemu, type QemuOptions, type QemuResult, readMachines } from '../../../src/guest/qemu.js';
import { Scope } from '../../../src/system/scope.js';

const ARM64 = machineFor('arm64') as Machine;
const RISCV64 = machineFor('riscv64') as Machine;
const root = process.getuid?.() === 0;

let folder: string;
let bin: string;
let log: string;
let scope: Scope;
let said: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'delve-gate-test-'));
  bin = join(folder, 'bin');
  log = join(folder, 'log');
  mkdirSync(bin);
  scope = new Scope();
  said = [];
});
afterEach(async () => {
  await scope.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A program that notes how it is called. */
function program(name: string, script: string, where = bin): string {
  const file = join(where, name);
  mkdirSync(where, { recursive: true });
  writeFileSync(file, `#!/bin/sh\necho "${name} $*" >> ${log}\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

const VERSION = 'QEMU emulator version 7.2.22 (Debian 1:7.2+dfsg-7+deb12u18+b3)';

function qemu({
  version = VERSION,
  machines = 'virt',
  devices = 'name "pci-serial", bus PCI\nname "ivshmem-plain", bus PCI',
} = {}): string {
  return `case "$1" in
--version) echo '${version}' ;;
-M) echo 'Supported machines are:'; echo '${machines}                 QEMU 7.2 Virtual Machine' ;;
-device) echo '${devices}' ;;
esac`;
}

function provide(more: Partial<QemuOptions> = {}): Promise<QemuResult> {
  const env = { PATH: bin };
  return provideQemu({ machine: ARM64, install: false, root: folder, env, scope, onProgress: (text) => said.push(text), ...more });
}

function calls(): string[] {
  return existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
}

describe('a qemu on PATH', () => {
  test('is taken', async () => {
    const path = program('qemu-system-aarch64', qemu());
    const kvm = kvmFor('arm64');
    expect(await provide()).toEqual({ path, version: '7.2.22', installed: false, kvm });
  });

  test('is started once, until its file changes', async () => {
    const path = program('qemu-system-aarch64', qemu());
    await provide();
    expect(calls()).toHaveLength(3);
    expect(await provide()).toMatchObject({ version: '7.2.22' });
    expect(calls()).toHaveLength(3);
    utimesSync(path, 1, 1);
    await provide();
    expect(calls()).toHaveLength(6);
    expect(Object.keys(JSON.parse(readFileSync(join(folder, 'delve-gate-qemu.json'), 'utf8')))).toHaveLength(1);
  });

  test.each(['', '{', '[]', '{"x":null}'])('is asked again when what was remembered is %j', async (text) => {
    program('qemu-system-aarch64', qemu());
    writeFileSync(join(folder, 'delve-gate-qemu.json'), text);
    expect(await provide()).toMatchObject({ version: '7.2.22' });
  });

  test('needs no place to remember', async () => {
    program('qemu-system-aarch64', qemu());
    writeFileSync(join(folder, 'file'), '');
    expect(await provide({ root: join(folder, 'file') })).toMatchObject({ version: '7.2.22' });
  });

  test.each([
    { what: '6.1.0', version: 'QEMU emulator version 6.1.0', machine: ARM64, since: '6.2' },
    { what: '7.2.22', version: VERSION, machine: { ...ARM64, qemuSince: [8, 0] as const }, since: '8.0' },
    { what: '7.2.22', version: VERSION, machine: { ...ARM64, qemuSince: [7, 3] as const }, since: '7.3' },
  ])('that is $what may be too old', async ({ what, version, machine, since }) => {
    const path = program('qemu-system-aarch64', qemu({ version }));
    const message = `${path} is qemu ${what}; a guest for arm64 needs ${since} or newer`;
    expect(await provide({ machine })).toEqual({ kind: 'qemu-too-old', message, output: '' });
  });

  test.each([
    { version: 'QEMU emulator version 6.2.0 (Debian 1:6.2)', is: '6.2.0' },
    { version: 'QEMU emulator version 10.0.2', is: '10.0.2' },
    { version: 'QEMU emulator version 11.0', is: '11.0' },
  ])('that is $is is new enough', async ({ version, is }) => {
    program('qemu-system-aarch64', qemu({ version }));
    expect(await provide()).toMatchObject({ version: is });
  });

  test('may be built without what the guest needs', async () => {
    const path = program('qemu-system-aarch64', qemu({ machines: 'raspi3b', devices: 'name "pci-serial", bus PCI' }));
    const message = `${path} (qemu 7.2.22) was built without the machine virt and the device ivshmem-plain`;
    expect(await provide()).toMatchObject({ kind: 'qemu-lacks-machine', message });
  });

  test('does not need devices that the guest does without', async () => {
    program('qemu-system-aarch64', qemu({ devices: '' }));
    expect(await provide({ machine: { ...ARM64, channelBy: 'second-serial', handover: 'initramfs' } })).toMatchObject({
      version: '7.2.22',
    });
  });

  test.each([
    {
      script: 'echo "error while loading shared libraries: libpixman-1.so.0" >&2; exit 127',
      why: 'error while loading shared libraries: libpixman-1.so.0',
    },
    { script: 'echo hello', why: 'it ends with 0 and says no version' },
    { script: 'kill -SEGV $$', why: 'SIGSEGV' },
  ])('may be broken: $why', async ({ script, why }) => {
    const path = program('qemu-system-aarch64', script);
    expect(await provide()).toMatchObject({ kind: 'qemu-broken', message: `${path} does not work: ${why}` });
    expect(existsSync(join(folder, 'delve-gate-qemu.json'))).toBe(false);
  });

  test('that is broken gives way to the next', async () => {
    program('qemu-system-aarch64', 'exit 1', join(folder, 'first'));
    const path = program('qemu-system-aarch64', qemu());
    expect(await provide({ env: { PATH: `${join(folder, 'first')}:${bin}` } })).toMatchObject({ path });
  });

  test('is not looked at when stopped', async () => {
    program('qemu-system-aarch64', qemu());
    await scope.close();
    expect(await provide()).toMatchObject({ kind: 'aborted' });
  });
});

test('machines: aliases too', () => {
  const text =
    'Supported machines are:\npseries              pSeries (alias of pseries-7.2)\npseries-7.2          pSeries (default)\na-very-long-name-indeed x\n';
  expect(readMachines(text)).toEqual(expect.arrayContaining(['pseries', 'pseries-7.2', 'a-very-long-name-indeed']));
});

describe('no qemu on PATH', () => {
  test('may be forbidden to mend', async () => {
    program('apt-get', 'exit 1');
    const message =
      'there is no qemu-system-riscv64 on PATH, and the policy forbids to install it; install qemu-system-riscv64 (Debian and Ubuntu: qemu-system-riscv, before that qemu-system-misc)';
    expect(await provide({ machine: RISCV64 })).toEqual({ kind: 'qemu-missing', message, output: '' });
    expect(calls()).toEqual([]);
  });

  test('cannot be mended without apt', async () => {
    const message = 'there is no qemu-system-aarch64 on PATH; install qemu-system-aarch64 (Debian and Ubuntu: qemu-system-arm)';
    expect(await provide({ install: true })).toEqual({ kind: 'qemu-missing', message, output: '' });
  });

  /** Installs by copying; a package is there only after an update when `stale`. */
  function apt(stale: boolean): void {
    const put = program('qemu-system-aarch64', qemu(), join(folder, 'package'));
    program(
      'apt-get',
      `PATH=/usr/bin:/bin
[ "$DEBIAN_FRONTEND" = noninteractive ] || { echo 'E: it would ask' >&2; exit 1; }
case "$*" in
*update) touch ${folder}/updated ;;
*install*) ${stale ? `[ -e ${folder}/updated ] || { echo 'E: Unable to locate package' >&2; exit 100; }` : ':'}
  cp ${put} ${bin} ;;
esac`,
    );
    // Where we are not root; it hands no environment on.
    program(
      'sudo',
      'shift; PATH=/usr/bin:/bin; unset DEBIAN_FRONTEND; while [ "$1" != apt-get ]; do shift; export DEBIAN_FRONTEND=noninteractive; done; shift; exec ' +
        join(bin, 'apt-get') +
        ' "$@"',
    );
  }

  test('is installed', async () => {
    apt(false);
    const version = { version: '7.2.22', installed: true, path: join(bin, 'qemu-system-aarch64') };
    expect(await provide({ install: true })).toMatchObject(version);
    const aptCalls = calls().filter((each) => each.startsWith('apt-get'));
    expect(aptCalls).toEqual(['apt-get -q -o DPkg::Lock::Timeout=120 install -y --no-install-recommends qemu-system-arm']);
    expect(said).toEqual(['installing qemu-system-arm']);
    if (!root) expect(calls()[0]).toMatch(/^sudo -n env DEBIAN_FRONTEND=noninteractive LC_ALL=C apt-get /);
  });

  test('is installed after an update, where the index is old', async () => {
    apt(true);
    expect(await provide({ install: true })).toMatchObject({ installed: true });
    const verbs = calls().flatMap((each) => /^apt-get .*(update|install)/.exec(each)?.[1] ?? []);
    expect(verbs).toEqual(['install', 'update', 'install']);
  });

  test.each([
    { known: 'qemu-system-riscv\nqemu-system-misc', taken: 'qemu-system-riscv' },
    { known: 'qemu-system-misc', taken: 'qemu-system-misc' },
    { known: '', taken: 'qemu-system-misc' },
  ])('is installed out of $taken', async ({ known, taken }) => {
    apt(false);
    program('apt-cache', `echo '${known}'`);
    await provide({ machine: RISCV64, install: true });
    expect(said).toEqual([`installing ${taken}`]);
  });

  test('stays so when the installation fails', async () => {
    const fails = 'echo "Reading package lists..."; echo "E: Could not get lock /var/lib/dpkg/lock-frontend." >&2; exit 100';
    program('apt-get', fails);
    program('sudo', fails);
    const message = 'qemu-system-arm could not be installed: E: Could not get lock /var/lib/dpkg/lock-frontend.';
    const output = 'E: Could not get lock /var/lib/dpkg/lock-frontend.';
    expect(await provide({ install: true })).toEqual({ kind: 'qemu-install-failed', message, output });
  });

  test('stays so when the package holds none', async () => {
    program('apt-get', 'exit 0');
    program('sudo', 'exit 0');
    const message = 'qemu-system-arm was installed, and still there is no qemu-system-aarch64 on PATH';
    expect(await provide({ install: true })).toMatchObject({ kind: 'qemu-install-failed', message });
  });
});

describe('KVM', () => {
  const host = { os: 'linux', arch: 'arm64' };
  test.each([
    { what: 'another architecture', arch: 'riscv64', host, device: '/dev/null' },
    { what: 'another system', arch: 'arm64', host: { ...host, os: 'darwin' }, device: '/dev/null' },
  ])('is no question on $what', ({ arch, host: on, device }) => {
    expect(kvmFor(arch, device, on)).toBeNull();
  });

  test('may be tried, or not', () => {
    expect(kvmFor('arm64', '/dev/null', host)).toEqual({ usable: true, why: '/dev/null can be read and written' });
    expect(kvmFor('arm64', '/dev/none', host)).toEqual({ usable: false, why: 'there is no /dev/none' });
  });
});
