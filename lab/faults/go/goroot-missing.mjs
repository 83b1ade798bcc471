export default {
  name: 'GOROOT names nothing',
  cause: 'goroot-invalid',
  why: 'GOROOT outlived the Go that it was set for',
  break: (machine) => machine.set({ GOROOT: '/nonexistent' }),
};
