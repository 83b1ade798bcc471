export default {
  name: 'a target that Delve supports by a build tag',
  cause: 'target-experimental',
  why: 'Delve builds for riscv64 with -tags=exp.linuxriscv64',
  level: 'note',
  installs: true,
  target: 'linux/riscv64',
  needs: ['guests', 'qemu-riscv64'],
  break(machine) {
    machine.policy('smoke:\n  modes: [exec]\n');
  },
};
