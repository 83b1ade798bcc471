export default {
  name: 'GOENV is relative',
  cause: 'goenv-unreadable',
  why: 'it is another file in each folder',
  anywhere: true,
  break: (machine) => machine.set({ GOENV: 'goenv' }),
};
