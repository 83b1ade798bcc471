export default {
  name: 'GOFLAGS with -race, and cgo is off',
  cause: 'goflags-invalid',
  why: 'the race detector needs cgo; an image without a C compiler turned it off',
  anywhere: true,
  break: (machine) => machine.set({ GOFLAGS: '-race', CGO_ENABLED: '0' }),
};
