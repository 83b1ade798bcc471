export default {
  name: 'a policy that asks qemu-user for a debugger',
  cause: 'user-mode-cannot-debug',
  why: 'under user-mode emulation a program starts, and nothing can trace it',
  needs: 'qemu-user',
  break: (machine) =>
    machine.policy('emulation: { mode: user, install: false }\nsmoke:\n  modes: [exec, attach]\ntargets: [linux/riscv64]\n'),
};
