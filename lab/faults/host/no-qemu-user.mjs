export default {
  name: 'no qemu-user',
  cause: 'qemu-user-missing',
  why: 'emulation: user on a machine that has no qemu-user, and may not install it',
  async break(machine) {
    machine.set({ PATH: `${await machine.goroot()}/bin` });
    machine.policy('emulation: { mode: user, install: false }\nsmoke:\n  modes: [exec]\n  optional: [exec]\ntargets: [linux/riscv64]\n');
  },
};
