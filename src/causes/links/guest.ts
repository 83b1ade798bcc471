import type { Link } from '../../model/chain.js';
import type { BuildFacts, TargetFacts } from '../../model/facts.js';
import type { Evidence } from '../../model/report.js';
import { type Case, type Cause, hostPlatform, policyLocation, proves386 } from '../cause.js';

/** A fault of a guest, told by the kind of its failure. */
interface Fault {
  kinds: string[];
  id: string;
  link?: Link;
  title: string;
  expected: (target: TargetFacts) => string;
  fix: (target: TargetFacts, seen: Case) => string[];
}

/** The last advice where a machine of another architecture is wanted. */
export const NATIVE = 'or prove this target on a native runner: delve-gate plan names one where GitHub has it';

function qemuName(target: TargetFacts): string {
  return target.guest?.qemu?.path ?? 'qemu-system';
}

function memoryOf(target: TargetFacts): number {
  return target.guest?.memory ?? 256;
}

/** In the order in which a guest comes to life. */
const FAULTS: Fault[] = [
  {
    kinds: ['qemu-missing'],
    id: 'qemu-missing',
    title: 'There is no qemu to run a guest of this architecture',
    expected: () => 'qemu-system on PATH, or leave to install it',
    fix: (target) => [target.failure?.output || 'apt-get install qemu-system', 'or set emulation.install: true in the policy', NATIVE],
  },
  {
    kinds: ['qemu-install-failed'],
    id: 'qemu-install-failed',
    title: 'qemu could not be installed',
    expected: () => "the distribution's packages to be reachable, and leave to install them",
    fix: () => ['install it in a step of its own: sudo apt-get install qemu-system', NATIVE],
  },
  {
    kinds: ['qemu-too-old'],
    id: 'qemu-too-old',
    title: 'This qemu is too old for a guest of this architecture',
    expected: () => 'a newer qemu',
    fix: () => ["take a newer runner image, or qemu from the distribution's backports", NATIVE],
  },
  {
    kinds: ['qemu-lacks-machine'],
    id: 'qemu-lacks-machine',
    title: 'This qemu was built without the machine or a device that the guest needs',
    expected: (target) => `a qemu with ${target.guest?.machine ?? 'that machine'}, ivshmem-plain and pci-serial`,
    fix: (target) => [`${qemuName(target)} -M help, -device help: see what it has`, "take the distribution's own qemu"],
  },
  {
    kinds: ['qemu-broken', 'qemu-crashed'],
    id: 'qemu-crashed',
    title: 'qemu does not run, or ended by itself',
    expected: () => 'qemu to run until the guest powers off',
    fix: (target) => [`start it by hand: ${qemuName(target)} --version`, 'was it killed? look at dmesg for the OOM killer', NATIVE],
  },
  {
    kinds: ['qemu-out-of-memory'],
    id: 'host-out-of-memory',
    title: 'This machine has too little memory left for a guest',
    expected: (target) => `some ${memoryOf(target) + 200} MiB of free memory for each guest`,
    fix: () => [
      'prove fewer targets at a time, or take a runner with more memory',
      'or set emulation.memory lower (96 MiB boot most kernels)',
    ],
  },
  {
    kinds: ['kernel-unavailable'],
    id: 'guest-kernel-unavailable',
    title: 'No kernel for the guest could be had',
    expected: () => "Debian's package repository, a kernel in the tool cache, or a file that the policy names",
    fix: (target) => [
      `name a kernel: emulation.kernel: { ${target.target}: { file: …, sha256: … } }`,
      "or where Debian's packages are mirrored: emulation.mirror",
      NATIVE,
    ],
  },
  {
    kinds: ['kernel-file-missing'],
    id: 'guest-kernel-file-missing',
    title: 'The kernel that the policy names is not there',
    expected: () => 'a kernel file, relative to the folder of the project',
    fix: (target) => [`mend emulation.kernel.${target.target}.file`],
  },
  {
    kinds: ['kernel-checksum'],
    id: 'guest-kernel-checksum',
    title: 'The kernel is not the one whose checksum the policy names',
    expected: () => 'the file that the policy was written for',
    fix: () => ['find out who changed the file; if it was meant, set sha256 anew'],
  },
  {
    kinds: ['kernel-wrong-arch'],
    id: 'guest-kernel-wrong-arch',
    title: 'The kernel is one for another architecture',
    expected: (target) => `a kernel for ${target.target}`,
    fix: (target) => [`name one for ${target.target} in emulation.kernel`],
  },
  {
    kinds: ['kernel-not-bootable'],
    id: 'guest-kernel-not-bootable',
    title: 'qemu cannot load the kernel',
    expected: () => 'a kernel in a form that qemu -kernel loads: unpacked, with an EFI or Linux header',
    fix: () => ['leave emulation.kernel out, and the kernel that is known to boot is taken', 'or unpack it'],
  },
  {
    kinds: ['guest-out-of-memory'],
    id: 'guest-out-of-memory',
    title: 'The guest has too little memory',
    expected: (target) => `more than ${memoryOf(target)} MiB: the kernel, dlv and the program live in it`,
    fix: (target) => [`set emulation.memory: ${Math.max(256, memoryOf(target) * 2)}`],
  },
  {
    kinds: ['kernel-panic'],
    id: 'guest-kernel-panic',
    title: 'The kernel of the guest panics',
    expected: () => 'a kernel that boots on that machine, with a console, PCI and serial drivers built in',
    fix: () => ['read its last lines, below', 'leave emulation.kernel out, and the kernel that is known to boot is taken'],
  },
  {
    kinds: ['guest-init-failed'],
    id: 'guest-init-failed',
    title: 'The init of the guest cannot start or prepare the guest',
    expected: () => 'a kernel with proc, sysfs, devtmpfs, tmpfs and a serial driver built in',
    fix: () => ['read its last lines, below', 'leave emulation.kernel out, and the kernel that is known to boot is taken'],
  },
  {
    kinds: ['guest-hangs'],
    id: 'guest-hangs',
    title: 'The guest does not come up',
    expected: () => 'its init to say hello, in a few times what a boot takes on this machine',
    fix: () => [
      'read its last lines, below; a kernel without a driver for the serial line hangs like that',
      'leave emulation.kernel out, and the kernel that is known to boot is taken',
    ],
  },
  {
    kinds: ['transport-stalled'],
    id: 'guest-transport-stalled',
    link: 'launch',
    title: 'The guest stopped to answer in the middle of a session',
    expected: () => 'the serial line to the guest to carry every byte',
    fix: () => ['run it again; if it comes back, take another qemu, and report it with the lines below', NATIVE],
  },
];

function evidence(target: TargetFacts): Evidence[] {
  const { guest, failure } = target;
  return [
    ...(guest?.qemu ? [{ what: 'qemu', value: `${guest.qemu.version}, ${guest.qemu.path}` }] : []),
    ...(guest?.kernel ? [{ what: 'kernel', value: `${guest.kernel.version}: ${guest.kernel.origin}` }] : []),
    ...(failure?.output ? [{ what: 'last words', value: failure.output }] : []),
    ...(guest?.console && !failure?.output.includes(guest.console) ? [{ what: 'console of the guest', value: guest.console }] : []),
  ];
}

function placeOf(seen: Case, { target, guest }: TargetFacts, kind: string) {
  const own = seen.policy.emulation.kernel[target];
  if (own && (kind.startsWith('kernel') || guest?.kernel?.from === 'file'))
    return policyLocation(seen, ['emulation', 'kernel', target, kind === 'kernel-checksum' ? 'sha256' : 'file']);
  return policyLocation(seen, ['targets', seen.policy.targets.indexOf(target)]);
}

function causeOf({ kinds, id, link = 'host', title, expected, fix }: Fault): Cause {
  return {
    id,
    link,
    level: 'error',
    title,
    breaks: true,
    detect: (seen) => {
      const { target } = seen;
      if (!target?.failure || !kinds.includes(target.failure.kind)) return [];
      return [
        {
          found: `${target.target}: ${target.failure.message}`,
          expected: expected(target),
          fix: fix(target, seen),
          evidence: evidence(target),
          location: placeOf(seen, target, target.failure.kind),
        },
      ];
    },
  };
}

/** An ELF header may leave the system open. */
function isForeign(seen: Case, binary: BuildFacts['binary']): boolean {
  if (!binary?.arch) return false;
  const { os, arch } = seen.facts.host;
  if (binary.os !== null && binary.os !== os) return true;
  return binary.arch !== arch && !(binary.arch === '386' && proves386(seen));
}

/** Causes of proving a target that is not this machine. */
export const guestCauses: Cause[] = [
  {
    id: 'target-not-this-machine',
    link: 'host',
    level: 'error',
    title: 'A target of the policy cannot be proved on this machine',
    breaks: true,
    detect: (seen) =>
      seen.target?.failure?.kind === 'target-not-this-machine'
        ? [
            {
              found: `${seen.target.target} is asked for, and ${seen.target.failure.message}`,
              expected: `a machine of ${seen.target.target}; what could not be checked never counts as passed`,
              fix: [`run this check on a ${seen.target.target} machine (delve-gate plan makes the matrix), or ask for other targets`],
              evidence: [{ what: 'this machine', value: seen.target.because }],
              location: policyLocation(seen, ['targets', seen.policy.targets.indexOf(seen.target.target)]),
            },
          ]
        : [],
  },
  ...FAULTS.map(causeOf),
  {
    id: 'kvm-unusable',
    link: 'host',
    level: 'note',
    title: 'KVM is there, and does not work',
    breaks: false,
    detect: ({ target }) =>
      (target?.notes ?? [])
        .filter((note) => /KVM/.test(note))
        .map((note) => ({
          found: note,
          expected: '/dev/kvm that runs a guest; without it the guest is emulated, which is slower and as sure',
          fix: ['nothing: the guest was emulated instead'],
          evidence: [],
        })),
  },
  {
    id: 'target-experimental',
    link: 'install',
    level: 'note',
    title: 'Delve calls its support of this target experimental',
    breaks: false,
    detect: ({ target }) =>
      target?.experimental
        ? [
            {
              found: `${target.target} needs the build tag ${target.experimental}`,
              expected: 'a target that Delve supports without a tag',
              fix: [`go install -tags=${target.experimental} … is what people need there, too`],
              evidence: [],
            },
          ]
        : [],
  },
  {
    id: 'binary-wrong-arch',
    link: 'build',
    level: 'error',
    title: 'The program was built for another platform',
    breaks: true,
    detect: (seen) =>
      seen.facts.builds
        .filter(({ binary }) => isForeign(seen, binary))
        .map(({ subject, binary }) => ({
          found: `${subject} is a program for ${binary?.os}/${binary?.arch}, and ${hostPlatform(seen)} is to be proved`,
          expected: `a program for ${hostPlatform(seen)}`,
          fix: [`GOOS=${seen.facts.host.os} GOARCH=${seen.facts.host.arch} go build -gcflags="all=-N -l" …`],
          evidence: [{ what: `header of ${binary?.path}`, value: `${binary?.format} ${binary?.os}/${binary?.arch}` }],
          location: policyLocation(seen, ['smoke', 'binary']),
        })),
  },
  {
    id: 'program-needs-loader',
    link: 'launch',
    level: 'error',
    title: 'The program needs a dynamic loader and libraries, and a guest has none',
    breaks: true,
    detect: (seen) =>
      seen.target?.failure?.kind === 'program-needs-loader'
        ? [
            {
              found: seen.target.failure.message,
              expected: 'a program that is linked statically',
              fix: ['CGO_ENABLED=0 go build -gcflags="all=-N -l" …', NATIVE],
              evidence: [],
              location: policyLocation(seen, ['smoke', 'binary']) ?? policyLocation(seen, ['smoke', 'package']),
            },
          ]
        : [],
  },
  {
    id: 'mode-not-possible-there',
    link: 'launch',
    level: 'error',
    title: 'A mode that the policy asks for cannot be tried on this target',
    breaks: false,
    detect: (seen) => {
      // That user-mode emulation debugs nothing is a cause of its own.
      if (seen.target?.how === 'user') return [];
      const skipped = (seen.target?.sessions ?? seen.facts.sessions).filter(
        (session) => session.status === 'skipped' && session.impossible && !seen.policy.smoke.optional.includes(session.mode as never),
      );
      const modes = [...new Set(skipped.map((session) => session.mode))];
      return modes.map((mode) => ({
        found: `${seen.target?.target ?? hostPlatform(seen)}: ${mode} was not tried: ${skipped.find((each) => each.mode === mode)?.reason}`,
        expected: 'every mode that the policy asks for to be tried',
        fix: [`where it is enough that the other modes work: smoke.optional: [${mode}]`, NATIVE],
        evidence: [],
        location: policyLocation(seen, ['smoke', 'modes', seen.policy.smoke.modes.indexOf(mode as never)]),
      }));
    },
  },
];
