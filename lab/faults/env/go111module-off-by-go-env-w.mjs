export default {
  name: 'GO111MODULE=off by go env -w',
  cause: 'gopath-mode-off',
  why: 'an old tutorial said so once, and the GOENV file keeps it',
  anywhere: true,
  at: '.config/go/env:1',
  break: (machine) => machine.goenv('GO111MODULE=off\n'),
};
