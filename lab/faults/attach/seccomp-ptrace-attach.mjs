export default {
  name: 'seccomp that denies to attach',
  cause: 'container-ptrace-denied',
  why: 'a filter can let a program trace its own children, and nobody else',
  break: async (machine) => ({ wrap: [await machine.tool('seccomp'), 'ptrace=16', 'EPERM'] }),
};
