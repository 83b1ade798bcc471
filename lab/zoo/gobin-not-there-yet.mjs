export default {
  name: 'GOBIN that does not exist yet',
  make: (machine) => machine.set({ GOBIN: `${machine.home}/not/yet` }),
};
