export default {
  name: 'GOAMD64=v9 by go env -w',
  cause: 'env-written-by-go-env-w',
  why: 'there is no such level of the architecture',
  at: '.config/go/env:2',
  break: (machine) => machine.goenv('GOFLAGS=-v\nGOAMD64=v9\n'),
};
