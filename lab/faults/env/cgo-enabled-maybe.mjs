export default {
  name: 'CGO_ENABLED=maybe by go env -w',
  cause: 'env-written-by-go-env-w',
  why: 'go env -w takes it, and Go reads it as off',
  anywhere: true,
  at: '.config/go/env:1',
  break: (machine) => machine.goenv('CGO_ENABLED=maybe\n'),
};
