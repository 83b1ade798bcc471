import { type About, p } from './about.js';

/** What is needed to prove a target that is not this machine. */
export const guestAbout: Record<string, About> = {
  'target-not-this-machine': {
    meaning: p(
      'The policy asks for a target of another operating system, or for one that has no guest, and this machine cannot prove it. A',
      'Linux machine cannot debug a Windows or macOS program. What could not be checked never counts as passed.',
    ),
    look: 'The targets of the policy are compared with this machine, and with the architectures that delve-gate has a guest for.',
    fix: {
      any: [
        'delve-gate plan',
        p(
          '# makes the matrix with a runner for each target; or ask for other targets on this machine: `delve-gate check --target',
          'linux/arm64`',
        ),
      ],
    },
    confused: [{ with: 'target-arch-mismatch', decides: 'There Go builds for elsewhere though this machine is the target.' }],
  },
  'qemu-missing': {
    meaning: p(
      'A target of another architecture is proved in a guest, a small machine that qemu emulates, and there is no qemu for that',
      "architecture on PATH. It was not installed, since the policy forbids it, or since there is no apt here. Docker's emulation",
      'does not replace it: qemu-user has no ptrace.',
    ),
    look: 'qemu-system-… is looked for in every folder of PATH; then what the policy allows is tried.',
    fix: {
      linux: [
        'sudo apt-get install --no-install-recommends qemu-system-arm',
        p(
          '# riscv64: qemu-system-misc, newer qemu-system-riscv; ppc64le: qemu-system-ppc; loong64: qemu-system-misc; amd64:',
          'qemu-system-x86; or `emulation.install: true`',
        ),
      ],
      darwin: ['brew install qemu'],
      windows: ['# guests run on Linux: use WSL 2, or a native runner'],
    },
    confused: [
      { with: 'qemu-user-missing', decides: 'That is the other qemu, which only starts programs.' },
      { with: 'qemu-install-failed', decides: 'There it was allowed to install it, and that failed.' },
    ],
  },
  'qemu-install-failed': {
    meaning: p(
      "qemu was to be installed by the distribution's package manager, and could not be: no leave (no root, no sudo), no network, a",
      'package that does not exist there.',
    ),
    look: 'apt-get is run as root or by sudo without a question, and what it said is told.',
    fix: {
      linux: [
        'sudo apt-get update',
        'sudo apt-get install --no-install-recommends qemu-system-arm',
        '# in a step of its own before the check, or in the image',
      ],
    },
    confused: [
      { with: 'qemu-missing', decides: 'There nobody tried.' },
      { with: 'guest-kernel-unavailable', decides: 'There qemu is present, and the kernel could not be fetched.' },
    ],
  },
  'qemu-too-old': {
    meaning: 'This qemu is older than the guest needs: it lacks a machine, or boots its kernel wrongly. loong64 needs 8.0.',
    look: '`qemu-system-… --version` is compared with the version that the guest of that architecture needs.',
    fix: {
      linux: [
        'qemu-system-loongarch64 --version',
        p(
          "# take a newer image of the runner, or qemu from the distribution's backports: `sudo apt-get install -t",
          'bookworm-backports qemu-system-misc`',
        ),
      ],
      darwin: ['brew upgrade qemu'],
    },
    confused: [{ with: 'qemu-lacks-machine', decides: 'There the version is new enough, and something was left out when it was built.' }],
  },
  'qemu-lacks-machine': {
    meaning: p(
      'This qemu was built without the machine or a device that the guest needs: ivshmem-plain, by which programs get in, or',
      'pci-serial, by which the conversation goes. Slim builds leave such things out.',
    ),
    look: '`-M help` and `-device help` of that qemu are read.',
    fix: {
      linux: [
        'qemu-system-aarch64 -M help',
        "qemu-system-aarch64 -device help | grep -E 'ivshmem|pci-serial'",
        "# take the distribution's own qemu, first on PATH",
      ],
      darwin: ['# the qemu of Homebrew may lack ivshmem: prove the target on a native runner'],
    },
    confused: [{ with: 'qemu-too-old', decides: 'There a newer version has it.' }],
  },
  'qemu-crashed': {
    meaning: p(
      'qemu does not start, or ended while the guest should have run: a damaged installation, a signal, memory that the kernel took',
      "back. The guest had no say in it. The exit code of qemu is never believed: it is 0 even when the guest's kernel panics.",
    ),
    look: 'qemu is asked for its version first; later the end of its process is seen before the guest powered off.',
    fix: {
      linux: ['qemu-system-aarch64 --version', "sudo dmesg | grep -i -E 'oom|qemu'"],
      darwin: ['qemu-system-aarch64 --version', '# or prove the target on a native runner'],
    },
    confused: [
      { with: 'host-out-of-memory', decides: 'There qemu itself says that it gets no memory.' },
      { with: 'guest-kernel-panic', decides: "There the guest's console tells of a panic." },
    ],
  },
  'host-out-of-memory': {
    meaning: p(
      'This machine has too little memory left for a guest: qemu cannot allocate what the guest is to have. Several guests at a',
      'time need that much each, and qemu some 200 MiB beside it.',
    ),
    look: 'What qemu said when it started is read for an allocation that failed.',
    fix: {
      linux: [
        'free -m',
        '# prove fewer targets at a time, take a larger runner, or set `emulation.memory` lower: most kernels boot with 96 MiB',
      ],
      darwin: ['# prove fewer targets at a time, or set `emulation.memory` lower'],
    },
    confused: [
      { with: 'guest-out-of-memory', decides: 'There the machine has enough, and the guest was given too little.' },
      { with: 'out-of-memory', decides: 'There a process that ran was killed.' },
    ],
  },
  'kvm-unusable': {
    meaning: p(
      '/dev/kvm is there, and a guest does not run with it: no permission, or a virtual machine that offers it in part. The guest',
      'is emulated instead, which is slower and as sure.',
    ),
    look: p(
      "/dev/kvm is opened for a target of this machine's own architecture; when the guest does not come up with it, it is started",
      'without.',
    ),
    fix: { linux: ['ls -l /dev/kvm', 'sudo usermod -aG kvm "$USER"', '# then log in again; nothing has to be done for the check to pass'] },
    confused: [{ with: 'guest-hangs', decides: 'There the guest does not come up without KVM, either.' }],
  },
  'qemu-user-missing': {
    meaning: p(
      '`emulation: user` asks for programs to be started under qemu-user, and there is none for that architecture: not on PATH, not',
      'registered with the kernel, and not to be installed.',
    ),
    look: p(
      'qemu-ARCH and qemu-ARCH-static are looked for on PATH and in the registrations of binfmt_misc; then what the policy allows',
      'is tried.',
    ),
    fix: {
      linux: [
        'sudo apt-get install --no-install-recommends qemu-user',
        '# not qemu-user-static: that makes the kernel start foreign programs from then on; or emulation.install: true',
      ],
      darwin: ['# qemu-user exists for Linux only: use `emulation: system`'],
      windows: ['# qemu-user exists for Linux only: use WSL 2'],
    },
    confused: [{ with: 'qemu-missing', decides: 'That is the whole machine, in which a debugger works.' }],
  },
  'emulated-start-failed': {
    meaning: p(
      'A small Go program of ours, built for that architecture, does not run to its end under this qemu-user. Go uses signals and',
      'threads in ways that old qemu-user does not do right. A program for 386 crashed under qemu-i386 7.2.22 in each of 20 tries.',
    ),
    look: 'The program is started under qemu-user, and its output and exit code are compared with what they should be.',
    fix: { linux: ['qemu-aarch64 --version', '# take a newer qemu-user, or `emulation: system`, the default'] },
    confused: [
      { with: 'user-mode-cannot-debug', decides: 'There programs start, and only debugging is not possible.' },
      { with: 'emulated-arch-no-ptrace', decides: 'There dlv itself runs so.' },
    ],
  },
  'user-mode-cannot-debug': {
    meaning: p(
      'With `emulation: user` a program of another architecture can be started, and not debugged: qemu-user answers ptrace(2) with',
      'ENOSYS. So every mode that the policy asks for is left untried, and what was not tried does not pass.',
    ),
    look: "The policy's emulation mode is compared with its modes; those that are not optional count.",
    fix: {
      any: [
        '# set `emulation: system`, the default: a guest with a kernel of its own, where a debugger works',
        '# or, where it is enough that programs start: name the modes in smoke.optional',
      ],
    },
    confused: [
      { with: 'emulated-arch-no-ptrace', decides: 'There this process runs under emulation; here only the target would.' },
      { with: 'mode-not-possible-there', decides: 'There a guest is used, and one mode cannot be tried in it.' },
    ],
  },
};
