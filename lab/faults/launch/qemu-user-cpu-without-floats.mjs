export default {
  name: 'a processor without floating point',
  cause: 'emulated-start-failed',
  why: 'QEMU_CPU of another project names a processor that lacks instructions of Go’s',
  needs: 'qemu-user',
  break(machine) {
    machine.set({ QEMU_CPU: 'sifive-e51' });
    machine.policy('emulation: { mode: user, install: false }\nsmoke:\n  modes: [exec]\n  optional: [exec]\ntargets: [linux/riscv64]\n');
  },
};
