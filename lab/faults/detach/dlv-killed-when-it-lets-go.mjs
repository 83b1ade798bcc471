export default {
  name: 'dlv is killed when it lets go of a program',
  cause: 'dlv-bug',
  why: 'the last call of a session, PTRACE_DETACH, is one that the sandbox does not allow',
  break: async (machine) => ({ wrap: [await machine.tool('seccomp'), 'ptrace=17', 'KILL'] }),
};
