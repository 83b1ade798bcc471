export default {
  name: 'GOFLAGS builds shared libraries',
  cause: 'goflags-invalid',
  why: 'it suits the one package that is loaded by C, and makes no program of any other',
  anywhere: true,
  break: (machine) => machine.set({ GOFLAGS: '-buildmode=c-shared' }),
};
