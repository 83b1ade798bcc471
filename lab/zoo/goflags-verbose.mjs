export default {
  name: 'GOFLAGS=-v -p=1',
  make: (machine) => machine.set({ GOFLAGS: '-v -p=1' }),
};
