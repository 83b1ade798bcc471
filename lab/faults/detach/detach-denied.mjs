export default {
  name: 'seccomp that denies to detach',
  cause: 'container-ptrace-denied',
  why: 'a filter lets a debugger in, and not out',
  break: async (machine) => ({ wrap: [await machine.tool('seccomp'), 'ptrace=17', 'EPERM'] }),
};
