export default {
  name: 'a container whose seccomp profile denies personality(2)',
  make: async (machine) => ({ wrap: [await machine.tool('seccomp'), 'personality', 'EPERM'] }),
};
