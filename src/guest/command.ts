import type { Machine } from './machines.js';

/** What a guest is made of, down to the last argument: a snapshot is good for just these. */
export interface Shape {
  machine: Machine;
  /** Megabytes. */
  memory: number;
  cpus: number;
  accelerator: 'tcg' | 'kvm';
  /** Megabytes of the memory that is shared with the host; a power of two. 0 where programs come in the initramfs. */
  shared: number;
  kernel: string;
  initramfs: string;
  /** More for the kernel's command line, as the policy names it. */
  append: string;
}

/** Files and sockets of one run. */
export interface Places {
  line: string;
  monitor: string;
  shared: string;
  /** The guest's memory as a file: written through when it is to be saved, a private copy when it was. */
  ram?: { file: string; write: boolean };
  /** It starts from a snapshot, which is given later. */
  incoming?: boolean;
}

/** qemu's arguments, without the program. */
export function qemuArguments(shape: Shape, places: Places): string[] {
  const { machine } = shape;
  const line = ['-chardev', `socket,id=line,path=${value(places.line)}`];
  const wired = machine.channelBy === 'pci-serial' ? ['-device', 'pci-serial,chardev=line'] : ['-serial', 'chardev:line'];
  return [
    ...['-M', places.ram ? `${machine.machine},memory-backend=ram` : machine.machine],
    ...(places.ram
      ? [
          '-object',
          `memory-backend-file,id=ram,size=${shape.memory}M,mem-path=${value(places.ram.file)},share=${places.ram.write ? 'on' : 'off'}`,
        ]
      : []),
    ...(places.incoming ? ['-incoming', 'defer'] : []),
    ...['-cpu', shape.accelerator === 'kvm' ? 'host' : machine.cpu],
    ...['-accel', shape.accelerator],
    ...['-smp', String(shape.cpus)],
    ...['-m', String(shape.memory)],
    ...['-nodefaults', '-no-reboot', '-display', 'none', '-serial', 'stdio'],
    ...['-chardev', `socket,id=monitor,path=${value(places.monitor)}`, '-mon', 'chardev=monitor,mode=control'],
    ...line,
    ...wired,
    ...sharedMemory(shape, places),
    ...['-kernel', shape.kernel, '-initrd', shape.initramfs],
    ...['-append', commandLine(shape)],
  ];
}

/** A comma parts options; two stand for one. https://www.qemu.org/docs/master/system/invocation.html */
function value(path: string): string {
  return path.replaceAll(',', ',,');
}

function sharedMemory({ shared }: Shape, places: Places): string[] {
  if (shared === 0) return [];
  return [
    ...['-object', `memory-backend-file,id=shared,size=${shared}M,mem-path=${value(places.shared)},share=on`],
    ...['-device', 'ivshmem-plain,memdev=shared,master=on'],
  ];
}

/** A guest runs what its host would run, and is thrown away; emulated, these guards cost a third of its time. */
const UNGUARDED = ['mitigations=off', 'nokaslr', 'init_on_alloc=0', 'hardened_usercopy=off'];

/** The kernel's command line. `quiet` because each character of a serial console costs; a panic is shown all the same. */
function commandLine({ machine, append }: Shape): string {
  return [
    `console=${machine.console}`,
    'rdinit=/init',
    'panic=-1',
    'quiet',
    'loglevel=3',
    ...UNGUARDED,
    `delvegate.channel=${machine.channel}`,
    machine.append,
    append,
  ]
    .filter(Boolean)
    .join(' ');
}
