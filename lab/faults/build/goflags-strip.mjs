export default {
  name: 'GOFLAGS strips every program',
  cause: 'debug-info-stripped',
  why: 'go env -w keeps it for all builds, those of a debugger included',
  at: '.config/go/env:1',
  break: (machine) => machine.goenv('GOFLAGS=-ldflags=-s\n'),
};
