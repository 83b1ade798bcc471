export default {
  name: 'GOROOT set to the right tree',
  make: async (machine) => machine.set({ GOROOT: await machine.goroot() }),
};
