export default {
  name: 'GO111MODULE=maybe in the GOENV file',
  cause: 'env-written-by-go-env-w',
  why: 'go env -w takes it, and no command works afterwards, go env included',
  anywhere: true,
  at: '.config/go/env:1',
  break: (machine) => machine.goenv('GO111MODULE=maybe\n'),
};
