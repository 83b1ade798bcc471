/** Why a guest did not do what it should, before or beside any debug session. */
export type GuestFault =
  | 'qemu-crashed'
  | 'qemu-lacks-machine'
  | 'qemu-out-of-memory'
  | 'kvm-broken'
  | 'kernel-not-bootable'
  | 'kernel-panic'
  | 'guest-out-of-memory'
  | 'guest-init-failed'
  | 'guest-hangs'
  | 'transport-stalled'
  | 'aborted';

/** What is left of a guest. */
export interface Remains {
  /** How qemu ended: `exit code 1`, `ended by SIGKILL`; undefined while it runs. */
  ended: string | undefined;
  /** What qemu said on standard error. */
  stderr: string;
  /** What the guest printed on its console. */
  console: string;
  /** Whether its init had said hello. */
  greeted: boolean;
}

/** The first of these that fits names the fault. Texts of qemu 6.2 to 11 and of Linux 6.1 to 7.2. */
const SIGNS: [GuestFault, keyof Pick<Remains, 'stderr' | 'console'>, RegExp][] = [
  ['qemu-out-of-memory', 'stderr', /cannot set up guest memory|cannot allocate memory|unable to (?:map|create) backing store/i],
  [
    'kvm-broken',
    'stderr',
    /failed to initialize kvm|could not access kvm|failed to set MSR|kvm_\w+: Assertion|KVM: entry failed|kvm run failed/i,
  ],
  [
    'qemu-lacks-machine',
    'stderr',
    /unsupported machine type|is not a valid device model name|unable to find CPU model|Property '.*' not found/i,
  ],
  [
    'kernel-not-bootable',
    'stderr',
    /could not load kernel|is not ELF|invalid kernel|error loading|could not open kernel|unable to handle EFI zboot|linux kernel (?:too old|does not)|failed to load/i,
  ],
  [
    'guest-out-of-memory',
    'console',
    /System is deadlocked on memory|Out of memory: Killed process|Initramfs unpacking failed: write error/i,
  ],
  [
    'guest-init-failed',
    'console',
    /^delve-gate guest: |Failed to execute \/init|Requested init \S+ failed|No working init found|Attempted to kill init/m,
  ],
  ['kernel-panic', 'console', /Kernel panic|Oops|Unable to handle kernel|BUG: /],
];

/**
 * Names why a guest ended. qemu's exit code says nothing: it is 0 after a panic too.
 * @returns the fault, and the line that gave it away
 */
export function autopsy(remains: Remains): { fault: GuestFault; line: string } {
  for (const [fault, where, sign] of SIGNS) {
    const line = remains[where].split('\n').find((each) => sign.test(each));
    if (line !== undefined) return { fault, line: clean(line) };
  }
  if (remains.ended === undefined) return { fault: remains.greeted ? 'transport-stalled' : 'guest-hangs', line: '' };
  const last = [...remains.stderr.split('\n'), ...remains.console.split('\n')].map(clean).filter(Boolean).at(-1) ?? '';
  return { fault: 'qemu-crashed', line: last || `qemu: ${remains.ended}` };
}

function clean(line: string): string {
  return line.replace(/^\[ *[\d.]+\] /, '').trim();
}

/** The last lines of a console, for a person to read. */
export function lastLines(text: string, count = 12): string {
  return text
    .split(/\r?\n/)
    .map((line) => line.trimEnd())
    .filter(Boolean)
    .slice(-count)
    .join('\n');
}
