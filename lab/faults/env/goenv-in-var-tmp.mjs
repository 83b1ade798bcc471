export default {
  name: 'GOENV in /var/tmp',
  cause: 'goenv-in-temporary-folder',
  why: 'a script made a file for itself alone, and exported it',
  break: (machine) => machine.set({ GOENV: '/var/tmp/delve-gate-no-such-goenv' }),
};
