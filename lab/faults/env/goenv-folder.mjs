export default {
  name: 'GOENV is a folder',
  cause: 'goenv-unreadable',
  why: 'Go ignores a GOENV that it cannot read, without a word',
  break: (machine) => machine.set({ GOENV: machine.project }),
};
