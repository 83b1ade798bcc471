export default {
  name: 'dlv is killed when it first steers a program',
  cause: 'dlv-bug',
  why: 'a sandbox ends a program at a system call that it does not allow, instead of refusing the call',
  break: async (machine) => ({ wrap: [await machine.tool('seccomp'), 'ptrace=0x4200', 'KILL'] }),
};
