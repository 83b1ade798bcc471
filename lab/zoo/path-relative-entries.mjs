export default {
  name: 'relative and empty entries in PATH',
  make: (machine) => machine.set({ PATH: `:.:bin:${machine.env.PATH}:` }),
};
