import { describe, expect, test } from '@jest/globals';
import { autopsy, lastLines, type Remains } from '../../../src/guest/autopsy.js';

const remains = (more: Partial<Remains>): Remains => ({ ended: 'exit code 0', stderr: '', console: '', greeted: false, ...more });

/** Real words of qemu 7.2 and 10.0, and of Linux 6.1 to 7.2. */
describe('the first sign names the fault', () => {
  test.each([
    ['qemu-out-of-memory', { stderr: "qemu-system-aarch64: cannot set up guest memory 'mach-virt.ram': Cannot allocate memory" }],
    ['kvm-broken', { stderr: 'qemu-system-x86_64: error: failed to set MSR 0x10a to 0x69' }],
    ['kvm-broken', { stderr: 'Could not access KVM kernel module: Permission denied' }],
    ['qemu-lacks-machine', { stderr: 'qemu-system-aarch64: unsupported machine type' }],
    ['qemu-lacks-machine', { stderr: "qemu-system-aarch64: -device ivshmem-plain: 'ivshmem-plain' is not a valid device model name" }],
    ['qemu-lacks-machine', { stderr: "qemu-system-riscv64: unable to find CPU model 'rv65'" }],
    ['kernel-not-bootable', { stderr: "qemu-system-aarch64: could not load kernel 'vmlinuz'" }],
    ['kernel-not-bootable', { stderr: 'The image is not ELF' }],
    ['kernel-not-bootable', { stderr: 'unable to handle EFI zboot image with "zstd" compression' }],
    ['guest-out-of-memory', { console: '[    0.9] Kernel panic - not syncing: System is deadlocked on memory' }],
    [
      'guest-out-of-memory',
      { console: '[    1.0] Initramfs unpacking failed: write error\n[    1.1] Kernel panic - not syncing: No working init found.' },
    ],
    ['guest-init-failed', { console: 'delve-gate guest: cannot mount proc on /proc: no such device' }],
    ['guest-init-failed', { console: '[    1.2] Failed to execute /init (error -8)\n[    1.3] Kernel panic - not syncing: VFS' }],
    ['guest-init-failed', { console: '[    1.2] Kernel panic - not syncing: Attempted to kill init! exitcode=0x00000100' }],
    ['kernel-panic', { console: '[    0.8] Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)' }],
    ['kernel-panic', { console: '[    0.8] Unable to handle kernel paging request at virtual address 0' }],
    ['qemu-crashed', { ended: 'ended by SIGKILL' }],
    ['qemu-crashed', { ended: 'exit code 1', stderr: 'something that nobody knows' }],
    ['guest-hangs', { ended: undefined, console: 'Booting Linux' }],
    ['transport-stalled', { ended: undefined, greeted: true }],
  ] as [string, Partial<Remains>][])('%s: %j', (fault, more) => {
    expect(autopsy(remains(more)).fault).toBe(fault);
  });
});

describe('the line that gave it away', () => {
  test('is without the time of the kernel', () => {
    const { line } = autopsy(remains({ console: 'Booting\n[    0.812345] Kernel panic - not syncing: VFS\n[    0.9] Rebooting' }));
    expect(line).toBe('Kernel panic - not syncing: VFS');
  });

  test('is the last where no sign is known', () => {
    expect(autopsy(remains({ ended: 'exit code 1', stderr: 'one\ntwo\n' })).line).toBe('two');
    expect(autopsy(remains({ ended: 'ended by SIGSEGV' })).line).toBe('qemu: ended by SIGSEGV');
  });
});

test('the last lines of a console have no empty ones and no carriage returns', () => {
  expect(lastLines('one\r\n\r\n  two  \nthree\n\n', 2)).toBe('  two\nthree');
  expect(lastLines('')).toBe('');
});
