export default {
  name: 'GOFLAGS=-mod=readonly and tags',
  make: (machine) => machine.set({ GOFLAGS: '-mod=readonly -tags=netgo,osusergo' }),
};
