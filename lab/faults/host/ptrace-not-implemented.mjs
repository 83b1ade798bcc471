export default {
  name: 'a kernel without ptrace',
  cause: 'emulated-arch-no-ptrace',
  why: 'user-mode emulation and some sandboxes answer ptrace(2) with ENOSYS',
  break: async (machine) => ({ wrap: [await machine.tool('seccomp'), 'ptrace', 'ENOSYS'] }),
};
