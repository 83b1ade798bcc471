export default {
  name: 'GOROOT=/x by go env -w',
  cause: 'goroot-invalid',
  why: 'go env -w takes any GOROOT, and then no go command runs, go env -u included',
  at: '.config/go/env:2',
  break: (machine) => machine.goenv('GOFLAGS=-v\nGOROOT=/x\n'),
};
