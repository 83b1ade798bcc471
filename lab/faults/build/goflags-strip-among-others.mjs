export default {
  name: 'GOFLAGS strips with -w among others',
  cause: 'debug-info-stripped',
  why: '-w leaves the symbols and takes the debug information',
  anywhere: true,
  break: (machine) => machine.set({ GOFLAGS: '"-ldflags=-X main.v=1 -w" -trimpath=false' }),
};
