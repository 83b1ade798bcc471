export default {
  name: 'GOFIPS140=bogus by go env -w',
  cause: 'env-written-by-go-env-w',
  why: 'go env -w takes any value, and then no build works',
  at: '.config/go/env:1',
  break: (machine) => machine.goenv('GOFIPS140=bogus\n'),
};
