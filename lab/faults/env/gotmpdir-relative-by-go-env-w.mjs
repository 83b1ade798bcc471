export default {
  name: 'a relative GOTMPDIR in the GOENV file',
  cause: 'env-written-by-go-env-w',
  why: 'it is another folder in each folder, and mostly there is none',
  anywhere: true,
  at: '.config/go/env:2',
  break: (machine) => machine.goenv('GOFLAGS=-v\nGOTMPDIR=rel\n'),
};
