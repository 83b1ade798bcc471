export default {
  name: 'GOPATH that does not exist yet',
  make: (machine) => machine.set({ GOPATH: `${machine.home}/not/yet` }),
};
