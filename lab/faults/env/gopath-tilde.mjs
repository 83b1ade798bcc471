export default {
  name: 'GOPATH starts with ~',
  cause: 'gopath-invalid',
  why: 'only a shell expands ~, and only outside of quotes: Go refuses the value',
  break: (machine) => machine.set({ GOPATH: '~/go' }),
};
