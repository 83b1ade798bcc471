export default {
  name: 'dlv is killed when it attaches',
  transcript: false,
  cause: 'dlv-bug',
  why: 'a sandbox ends who attaches, instead of refusing it',
  break: async (machine) => ({ wrap: [await machine.tool('seccomp'), 'ptrace=16', 'KILL'] }),
};
