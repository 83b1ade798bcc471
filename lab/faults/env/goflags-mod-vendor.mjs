export default {
  name: 'GOFLAGS=-mod=vendor without a vendor folder',
  cause: 'goflags-mod-conflict',
  why: 'it holds for every project and for go install, which refuses it',
  anywhere: true,
  break: (machine) => machine.set({ GOFLAGS: '-mod=vendor' }),
};
