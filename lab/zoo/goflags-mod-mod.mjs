export default {
  name: 'GOFLAGS=-mod=mod',
  make: (machine) => machine.set({ GOFLAGS: '-mod=mod' }),
};
