export default {
  name: 'GOPATH is an unexpanded variable',
  cause: 'gopath-invalid',
  why: 'no shell reads the GOENV file, so $HOME stays as it is',
  at: '.config/go/env:1',
  break: (machine) => machine.goenv('GOPATH=$HOME/go\n'),
};
