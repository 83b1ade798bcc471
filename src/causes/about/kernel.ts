import { type About, p, unix } from './about.js';

/** The kernel of a guest, and what becomes of it. */
export const kernelAbout: Record<string, About> = {
  'guest-kernel-unavailable': {
    meaning: p(
      "The guest needs a kernel, and none could be had: there is none in the tool cache, the policy names none, and Debian's",
      'archive was not reached or could not be verified. Without a network the first check of a target fails so; later ones use the',
      'cache.',
    ),
    look: p(
      "The policy, the tool cache, the cache of Actions and Debian's archive are tried in this order, and the reason of the last is",
      'told.',
    ),
    fix: {
      any: [
        '# name one in the policy: `emulation.kernel: { linux/arm64: { file: ci/vmlinuz, sha256: … } }`',
        '# or a mirror that is reached: `emulation.mirror: file:///srv/debian`',
        '# or run the check once where there is a network, and keep the tool cache',
      ],
    },
    confused: [
      { with: 'guest-kernel-file-missing', decides: 'There the policy names a file.' },
      { with: 'module-download-blocked', decides: "That is Go's modules; here it is Debian's archive." },
    ],
  },
  'guest-kernel-file-missing': {
    meaning: p(
      'The policy names a kernel of your own in emulation.kernel, and the file cannot be read. A path is relative to the folder of',
      'the project, not to the policy file.',
    ),
    look: 'The file is opened.',
    fix: { any: ['# correct emulation.kernel.TARGET.file in the policy; look whether the checkout has it (Git LFS, .gitignore)'] },
    confused: [{ with: 'guest-kernel-unavailable', decides: 'There no file is named.' }],
  },
  'guest-kernel-checksum': {
    meaning: p(
      'The kernel that the policy names is not the file whose SHA-256 stands beside it. Somebody replaced it, or a pointer of Git',
      'LFS is there instead. It is not started: a kernel of a guest sees everything in it.',
    ),
    look: 'The checksum of the file is compared with `sha256` of the policy, each time.',
    fix: {
      any: ['# find out who changed it; if it was meant, write the new checksum into the policy'],
      ...unix('sha256sum ci/vmlinuz || shasum -a 256 ci/vmlinuz'),
      windows: ['Get-FileHash ci\\vmlinuz'],
    },
    confused: [
      { with: 'guest-kernel-wrong-arch', decides: 'There the checksum is right or not given, and the kernel is for another processor.' },
    ],
  },
  'guest-kernel-wrong-arch': {
    meaning: p(
      'The kernel that the policy names is for another architecture than the target. It cannot run there, and qemu does not always',
      'say so.',
    ),
    look: 'The header of the kernel image is read.',
    fix: {
      any: ['# name one for that target in emulation.kernel, or leave it out and the kernel that is known to boot is taken'],
      linux: ['file ci/vmlinuz'],
    },
    confused: [
      { with: 'guest-kernel-not-bootable', decides: 'There the architecture is right, or cannot be told, and the form is wrong.' },
    ],
  },
  'guest-kernel-not-bootable': {
    meaning: p(
      'qemu cannot load the kernel: it is packed in a way that qemu -kernel does not unpack (zstd in an EFI image), lacks the',
      'header that qemu looks for, or is a whole disk image.',
    ),
    look: "The header of the image is read for a form that is known, and qemu's refusal is told.",
    fix: {
      any: [
        p(
          '# leave emulation.kernel out, and the kernel that is known to boot is taken; or unpack yours (extract-vmlinux of the',
          "kernel's sources)",
        ),
      ],
      linux: ['file ci/vmlinuz'],
    },
    confused: [
      { with: 'guest-kernel-wrong-arch', decides: 'There the form is right.' },
      { with: 'guest-hangs', decides: 'There qemu loads it, and nothing comes.' },
    ],
  },
  'guest-out-of-memory': {
    meaning: p(
      'The guest has too little memory for the kernel, dlv and the program, which all live in it: its kernel says so, or kills a',
      'process. A program with much debug information needs several times its size.',
    ),
    look: "The console of the guest is read for the kernel's words about memory.",
    fix: { any: ['# set `emulation.memory: 512` (MiB) in the policy, or leave it out: then it follows the size of the program'] },
    confused: [
      { with: 'host-out-of-memory', decides: 'There the machine around it has too little.' },
      { with: 'guest-kernel-panic', decides: '"System is deadlocked on memory" is a panic for want of memory.' },
    ],
  },
  'guest-kernel-panic': {
    meaning: p(
      'The kernel of the guest stopped with a panic before or while the session ran. With a kernel of your own that is mostly a',
      'driver or a file system that is not built in: a guest loads no modules. Its last lines are in the report.',
    ),
    look: 'The console of the guest is read for "Kernel panic".',
    fix: { any: ['# read the last lines; leave emulation.kernel out, and the kernel that is known to boot is taken'] },
    confused: [
      { with: 'guest-init-failed', decides: 'There the kernel runs, and our init in it gives up.' },
      { with: 'guest-out-of-memory', decides: 'There the panic is about memory.' },
    ],
  },
  'guest-init-failed': {
    meaning: p(
      'The init of the guest, the small program that delve-gate puts there, could not start or prepare the guest: a file system or',
      'the serial port that it needs is not in the kernel.',
    ),
    look: 'The init tells what it could not do, on its line or on the console.',
    fix: {
      any: [
        p('# a kernel of your own needs proc, sysfs, devtmpfs, tmpfs and a 16550 serial port built in; or leave emulation.kernel', 'out'),
      ],
    },
    confused: [
      { with: 'guest-kernel-panic', decides: 'There the kernel itself stops.' },
      { with: 'guest-hangs', decides: 'There nothing is heard at all.' },
    ],
  },
  'guest-hangs': {
    meaning: p(
      'The guest was started, and its init never said hello: no panic, no end. A kernel without a driver for the serial line is',
      'silent in that way, and so is one that waits for hardware. On a machine under heavy load it can be plain slowness.',
    ),
    look: 'A time is given to the boot, a few times what earlier boots on this machine took; the last lines of the console are told.',
    fix: { any: ['# run it again on a quiet machine; read the last lines; leave emulation.kernel out'] },
    confused: [
      { with: 'guest-kernel-panic', decides: 'There the console has the panic.' },
      { with: 'guest-transport-stalled', decides: 'There the guest came up, and fell silent later.' },
    ],
  },
  'guest-transport-stalled': {
    meaning: p(
      'The guest answered, and stopped to answer in the middle of the session: bytes on the serial line were lost or not read. It',
      'is a fault of the emulation, not of the program. qemu with virtio-serial did so in earlier trials; the serial card that is',
      'used did not.',
    ),
    look: "Every request to the guest has a time limit, and its console and qemu's process are looked at when it passes.",
    fix: { any: ['# run it again; if it comes back, take another version of qemu and report it with the lines in the report'] },
    confused: [
      { with: 'guest-hangs', decides: 'There it never said hello.' },
      { with: 'breakpoint-not-hit', decides: 'There dlv goes on answering, and the program does not stop.' },
    ],
  },
};
