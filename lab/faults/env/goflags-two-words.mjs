export default {
  name: 'GOFLAGS with -tags and a space',
  cause: 'goflags-invalid',
  why: 'GOFLAGS is split at spaces, so the value of the flag stands alone',
  anywhere: true,
  break: (machine) => machine.set({ GOFLAGS: '-tags netgo' }),
};
