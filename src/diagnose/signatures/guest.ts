import { certain, likely, possible, type Signature, says } from '../signature.js';
import { PROBES } from './probes.js';

/** Messages of qemu and of the kernels it boots. */
export const guestSignatures: readonly Signature[] = [
  {
    example: 'qemu-system-aarch64: command not found',
    has: 'qemu-system-',
    pattern:
      /qemu-system-\w{1,20}: (?:command )?not found|"qemu-system-\w{1,20}": executable file not found|spawn qemu-system-\w{1,20} ENOENT/,
    tells: [certain('qemu-missing')],
    source: 'shells',
  },
  {
    example: 'qemu-aarch64-static: command not found',
    has: 'qemu-',
    pattern:
      /qemu-(?!system)\w{1,20}(?:-static)?: (?:command )?not found|"qemu-(?!system)\w{1,20}(?:-static)?": executable file not found|spawn qemu-(?!system)\w{1,20}(?:-static)? ENOENT/,
    tells: [certain('qemu-user-missing')],
    source: 'shells',
  },
  {
    example: 'E: Unable to locate package qemu-system-arm',
    has: 'qemu',
    pattern: /E: (?:Unable to (?:locate|fetch)|Failed to fetch|Package '?)[^\n]{0,200}qemu/,
    tells: [likely('qemu-install-failed')],
    source: 'apt',
  },
  {
    example: 'qemu-system-arm: unsupported machine type: "virt-9.0"',
    has: 'qemu-system-',
    pattern:
      /qemu-system-\w{1,20}: (?:-\w{1,20} [^\n]{1,80}: )?(?:unsupported machine type|'?[\w-]{1,40}'? is not a valid device model|Property '[^'\n]{1,60}' not found|invalid accelerator|unknown type)/i,
    tells: [likely('qemu-lacks-machine'), possible('qemu-too-old')],
    decide: [
      {
        run: 'qemu-system-aarch64 --version; qemu-system-aarch64 -machine help',
        tells: 'an old version: qemu-too-old; a machine that is not listed: qemu-lacks-machine',
      },
    ],
    source: 'qemu',
  },
  {
    example: 'qemu-system-x86_64: invalid option: -foo',
    has: 'qemu-system-',
    pattern: /qemu-system-\w{1,20}: (?:invalid option|-[\w-]{1,30}: (?:invalid option|unsupported))/,
    tells: [likely('qemu-too-old')],
    source: 'qemu',
  },
  {
    example: 'Could not access KVM kernel module: Permission denied',
    has: 'kvm',
    pattern: /Could not access KVM kernel module|failed to initialize kvm|ioctl\(KVM_CREATE_VM\) failed/i,
    tells: [likely('kvm-unusable')],
    source: 'qemu',
  },
  {
    example: "qemu-system-x86_64: cannot set up guest memory 'pc.ram': Cannot allocate memory",
    has: 'cannot set up guest memory',
    pattern: /cannot set up guest memory/,
    tells: [certain('host-out-of-memory')],
    source: 'qemu',
  },
  {
    example: "qemu: could not load kernel '/boot/vmlinuz': No such file or directory",
    has: 'could not ',
    pattern: /(?:qemu\S{0,30}): (?:could not (?:load|open) (?:the )?kernel)/i,
    tells: [
      likely('guest-kernel-file-missing', (_log, match) => /No such file/.test(match.input)),
      likely('guest-kernel-not-bootable', (_log, match) => !/No such file/.test(match.input)),
    ],
    source: 'qemu',
  },
  {
    example: 'Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)',
    has: 'kernel panic - not syncing',
    pattern: /Kernel panic - not syncing: (?!No working init|Requested init|System is deadlocked on memory|Out of memory)/,
    tells: [likely('guest-kernel-panic')],
    source: 'Linux',
  },
  {
    example: 'Kernel panic - not syncing: No working init found.',
    has: 'kernel panic - not syncing',
    pattern: /Kernel panic - not syncing: (?:No working init|Requested init)/,
    tells: [likely('guest-init-failed')],
    source: 'Linux',
  },
  {
    example: 'Kernel panic - not syncing: System is deadlocked on memory',
    has: 'kernel panic - not syncing',
    pattern: /Kernel panic - not syncing: (?:System is deadlocked on memory|Out of memory)/,
    tells: [likely('guest-out-of-memory')],
    source: 'Linux',
  },
  {
    example: "qemu-x86_64: Could not open '/lib64/ld-linux-x86-64.so.2': No such file or directory",
    has: 'could not open ',
    pattern: /qemu-\w{1,20}(?:-static)?: Could not open '[^'\n]{0,100}ld-/,
    tells: [likely('program-needs-loader'), possible('image-arch-mismatch')],
    decide: [PROBES.emulated],
    source: 'qemu-user',
  },
  {
    example: 'qemu-system-x86_64: terminating on signal 11',
    has: 'qemu-system-',
    pattern: /qemu-system-\w{1,20}: terminating on signal (?:6|7|11)|Segmentation fault[^\n]{0,60}qemu-system-/,
    tells: [likely('qemu-crashed')],
    source: 'qemu',
  },
  {
    example: "x86_64-binfmt-P: Could not open '/lib64/ld-linux-x86-64.so.2': No such file or directory",
    has: '-binfmt-p: ',
    pattern: /-binfmt-P: /,
    tells: [likely('binfmt-hides-architecture'), possible('image-arch-mismatch', says(/Could not open/))],
    decide: [PROBES.emulated],
    source: 'binfmt_misc',
  },
];
