import { withBinfmt } from '../../binfmt.mjs';

export default {
  name: 'an emulator that the kernel starts by itself',
  cause: 'binfmt-hides-architecture',
  why: 'qemu-user-static, docker/setup-qemu-action: a program of another architecture starts as if it were for this machine',
  level: 'note',
  needs: ['qemu-user', 'binfmt'],
  break(machine) {
    machine.policy('emulation: { mode: user, install: false }\nsmoke:\n  modes: [exec]\n  optional: [exec]\ntargets: [linux/riscv64]\n');
    withBinfmt(machine, { name: 'qemu-riscv64', bits: 64, elf: 243, interpreter: '/usr/bin/qemu-riscv64' });
  },
};
