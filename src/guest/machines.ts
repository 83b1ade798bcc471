/** A kernel package of Debian: the suite that has it, and the package that names or holds it. */
export interface KernelPackage {
  suite: string;
  /** Debian's name of the architecture. */
  debianArch: string;
  /** A regular expression for the package that holds the kernel; of several the newest version counts. */
  package: RegExp;
}

/** A machine that qemu emulates, and what a Linux guest on it needs. */
export interface Machine {
  /** The architecture of its kernel, in Go's words. */
  arch: string;
  /** qemu's program. */
  qemu: string;
  /** The Debian and Ubuntu package that holds it; where a newer release has it in another, that one comes first. */
  qemuPackages: readonly string[];
  /** The oldest qemu that boots such a kernel: `[major, minor]`. */
  qemuSince: readonly [number, number];
  /** `-M` */
  machine: string;
  /** `-cpu` */
  cpu: string;
  /** Megabytes of memory. */
  memory: number;
  /** The kernel's console. */
  console: string;
  /** The serial line between the guest's init and us, as a device file of the guest. */
  channel: string;
  /** How that line is made: a PCI card, or the machine's second own port. */
  channelBy: 'pci-serial' | 'second-serial';
  /** How programs get in: memory that is shared with the guest (a PCI card), or the initramfs. */
  handover: 'shared-memory' | 'initramfs';
  /** More for the kernel's command line. */
  append: string;
  /** A guest that has booted can be saved, and resumed later. */
  resumes?: boolean;
  /** dlv does not notice there that a program has ended: it is ended at the breakpoint instead. */
  endUnseen?: boolean;
  kernel: KernelPackage;
  /** Where it is taken from when that cannot be fetched: a mirror can be in the middle of its update. */
  otherwise?: KernelPackage;
}

const COMMON = { qemuSince: [6, 2], memory: 256, channelBy: 'pci-serial', handover: 'shared-memory', append: '' } as const;

/** Measured with qemu 7.2 and 10.0 and Debian's kernels; see docs/cross-arch.md for the timings. */
export const MACHINES: readonly Machine[] = [
  {
    ...COMMON,
    arch: 'arm64',
    qemu: 'qemu-system-aarch64',
    qemuPackages: ['qemu-system-arm'],
    machine: 'virt',
    // With -cpu max each pointer authentication is reckoned in software, and the boot takes four times as long.
    cpu: 'cortex-a57',
    console: 'ttyAMA0',
    channel: '/dev/ttyS0',
    // With an address space of its own for the kernel each system call empties the emulated TLB: a quarter of all time here.
    append: 'kpti=off',
    resumes: true,
    kernel: { suite: 'bookworm', debianArch: 'arm64', package: /^linux-image-[\d.]+-\d+-cloud-arm64$/ },
  },
  {
    ...COMMON,
    arch: 'riscv64',
    qemu: 'qemu-system-riscv64',
    qemuPackages: ['qemu-system-riscv', 'qemu-system-misc'],
    machine: 'virt',
    cpu: 'rv64',
    console: 'ttyS0',
    channel: '/dev/ttyS1',
    // Reading the shared memory takes some ten times as long as an initramfs, and qemu 7.2 cannot load the state that it saved.
    handover: 'initramfs',
    kernel: { suite: 'trixie', debianArch: 'riscv64', package: /^linux-image-[\d.]+(?:\+deb\d+)?-riscv64$/ },
    otherwise: { suite: 'forky', debianArch: 'riscv64', package: /^linux-binary-[\d.]+(?:\+deb\d+)?-riscv64$/ },
  },
  {
    ...COMMON,
    arch: 'ppc64le',
    qemu: 'qemu-system-ppc64',
    qemuPackages: ['qemu-system-ppc'],
    machine: 'pseries,cap-cfpc=broken,cap-sbbc=broken,cap-ibs=broken,cap-ccf-assist=off',
    cpu: 'power9',
    memory: 1024,
    console: 'hvc0',
    channel: '/dev/ttyS0',
    // Not to be resumed: minutes later its clock is ahead, and dlv hangs in it (qemu 7.2).
    kernel: { suite: 'bookworm', debianArch: 'ppc64el', package: /^linux-image-[\d.]+-\d+-powerpc64le$/ },
  },
  {
    ...COMMON,
    arch: 'loong64',
    qemu: 'qemu-system-loongarch64',
    qemuPackages: ['qemu-system-misc'],
    qemuSince: [8, 0],
    machine: 'virt',
    cpu: 'la464',
    console: 'ttyS0',
    channel: '/dev/ttyS1',
    // Booted without firmware it has no PCI bus.
    memory: 384,
    channelBy: 'second-serial',
    handover: 'initramfs',
    append: 'initcall_blacklist=i8042_init',
    // Delve 1.27.2, Linux 7.2, qemu 10.0: after the last continue no `terminated` comes. Its support is experimental.
    endUnseen: true,
    kernel: { suite: 'forky', debianArch: 'loong64', package: /^linux-binary-[\d.]+(?:\+deb\d+)?-loong64$/ },
  },
  {
    ...COMMON,
    arch: 'amd64',
    qemu: 'qemu-system-x86_64',
    qemuPackages: ['qemu-system-x86'],
    machine: 'q35',
    cpu: 'max',
    console: 'ttyS0',
    channel: '/dev/ttyS1',
    memory: 384,
    kernel: { suite: 'bookworm', debianArch: 'amd64', package: /^linux-image-[\d.]+-\d+-cloud-amd64$/ },
  },
];

/** The machine that runs programs of an architecture: an amd64 kernel runs 386 ones too. */
export function machineFor(goarch: string): Machine | undefined {
  return MACHINES.find((machine) => machine.arch === (goarch === '386' ? 'amd64' : goarch));
}
