export default {
  name: 'quotes in the GOENV file',
  cause: 'env-written-by-go-env-w',
  why: 'the quotes become a part of the value',
  anywhere: true,
  at: '.config/go/env:1',
  break: (machine) => machine.goenv('GOPROXY="off"\n'),
};
