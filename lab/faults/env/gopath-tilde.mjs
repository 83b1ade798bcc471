export default {
  name: 'GOPATH starts with ~',
  cause: 'gopath-invalid',
  why: 'only a shell expands ~, and only outside of quotes: Go refuses the value',
  anywhere: true,
  break: (machine) => machine.set({ GOPATH: '~/go' }),
};
