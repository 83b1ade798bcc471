export default {
  name: 'GOFLAGS with -C',
  cause: 'goflags-invalid',
  why: '-C must be the first flag of a command line, which GOFLAGS never is',
  anywhere: true,
  break: (machine) => machine.set({ GOFLAGS: '-C=/tmp' }),
};
