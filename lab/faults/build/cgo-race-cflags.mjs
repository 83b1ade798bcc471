export default {
  name: 'GOFLAGS with -race, and CGO_CFLAGS that break the C compiler',
  cause: 'cgo-does-not-work',
  why: 'the race detector needs C, and the program has none itself',
  needs: 'gcc',
  break: (machine) => machine.set({ GOFLAGS: '-race', CGO_CFLAGS: '-fno-such-flag' }),
};
