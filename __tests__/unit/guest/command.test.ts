import { describe, expect, test } from '@jest/globals';
import { type Places, qemuArguments, type Shape } from '../../../src/guest/command.js';
import { MACHINES, type Machine, machineFor } from '../../../src/guest/machines.js';

const PLACES: Places = { line: '/run/g1.line', monitor: '/run/g1.mon', shared: '/run/g1.mem' };
const shape = (machine: Machine, more: Partial<Shape> = {}): Shape => ({
  ...{ machine, memory: 256, cpus: 2, accelerator: 'tcg', shared: 128, kernel: '/k/vmlinuz', initramfs: '/run/initramfs', append: '' },
  ...more,
});
const machine = (arch: string) => machineFor(arch) as Machine;
const valuesOf = (args: string[], name: string) => args.flatMap((each, at) => (each === name ? [args[at + 1] as string] : []));

describe.each(MACHINES.map((each) => ({ arch: each.arch, each })))('a guest of $arch', ({ each }) => {
  const shared = each.handover === 'shared-memory' ? 128 : 0;
  const args = qemuArguments(shape(each, { shared }), PLACES);

  test('has a console, one line to its init, and no more', () => {
    expect(valuesOf(args, '-M')).toEqual([each.machine]);
    expect(valuesOf(args, '-cpu')).toEqual([each.cpu]);
    expect(args).toEqual(expect.arrayContaining(['-nodefaults', '-no-reboot', '-display', 'none']));
    const lines = [...valuesOf(args, '-serial'), ...valuesOf(args, '-device')].filter((arg) => /chardev[=:]line/.test(arg));
    expect(lines).toEqual([each.channelBy === 'pci-serial' ? 'pci-serial,chardev=line' : 'chardev:line']);
    expect(valuesOf(args, '-chardev')).toEqual(['socket,id=monitor,path=/run/g1.mon', 'socket,id=line,path=/run/g1.line']);
    expect(args.some((arg) => /netdev|-net|virtio/.test(arg))).toBe(false);
  });

  test('tells its kernel where its console and its line are', () => {
    const words = (valuesOf(args, '-append')[0] as string).split(' ');
    expect(words).toEqual(
      expect.arrayContaining([`console=${each.console}`, 'rdinit=/init', 'panic=-1', `delvegate.channel=${each.channel}`]),
    );
    if (each.append) expect(words).toEqual(expect.arrayContaining(each.append.split(' ')));
  });

  test('shares memory where it has a PCI bus', () => {
    expect(valuesOf(args, '-device').some((arg) => arg.startsWith('ivshmem'))).toBe(shared > 0);
    expect(args.some((arg) => arg.includes('/run/g1.mem'))).toBe(shared > 0);
  });
});

describe('the arguments', () => {
  const args = (more: Partial<Shape>, places: Partial<Places> = {}) =>
    qemuArguments(shape(machine('arm64'), more), { ...PLACES, ...places });

  test('of a guest with KVM have the CPU of this machine', () => {
    expect(args({ accelerator: 'kvm' }).join(' ')).toContain('-cpu host -accel kvm');
  });

  test('end the kernel line with what the policy adds, so that it counts', () => {
    expect(valuesOf(args({ append: 'loglevel=8 panic=0' }), '-append')[0]).toMatch(/ loglevel=8 panic=0$/);
  });

  test('are the same for the same guest', () => {
    expect(args({})).toEqual(args({}));
  });

  test('of one that is to be saved, and of one that resumes, name its memory', () => {
    const saved = args({}, { ram: { file: '/cache/ram', write: true } });
    expect(valuesOf(saved, '-M')).toEqual(['virt,memory-backend=ram']);
    expect(valuesOf(saved, '-object')).toContain('memory-backend-file,id=ram,size=256M,mem-path=/cache/ram,share=on');
    const resumed = args({}, { ram: { file: '/cache/ram', write: false }, incoming: true });
    expect(valuesOf(resumed, '-object')).toContain('memory-backend-file,id=ram,size=256M,mem-path=/cache/ram,share=off');
    expect(valuesOf(resumed, '-incoming')).toEqual(['defer']);
  });

  // qemu's option syntax: a comma in a value is written twice.
  test('hold paths with commas', () => {
    const places = { line: '/a,b/line', monitor: '/a,b/mon', shared: '/a,b/mem', ram: { file: '/a,b/ram', write: true } };
    const all = args({}, places).join(' ');
    for (const name of ['line', 'mon', 'mem', 'ram']) expect(all).toContain(`=/a,,b/${name}`);
  });
});
