export default {
  name: 'GOFLAGS with an unknown flag',
  cause: 'goflags-invalid',
  why: 'no go command knows the flag',
  anywhere: true,
  break: (machine) => machine.set({ GOFLAGS: '-nosuch' }),
};
