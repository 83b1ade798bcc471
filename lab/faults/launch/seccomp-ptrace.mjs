export default {
  name: 'seccomp that denies ptrace',
  cause: 'container-ptrace-denied',
  why: 'a container’s seccomp profile can answer ptrace(2) with EPERM',
  break: async (machine) => ({ wrap: [await machine.tool('seccomp'), 'ptrace', 'EPERM'] }),
};
