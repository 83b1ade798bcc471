export default {
  name: 'GOENV in the temporary folder',
  cause: 'goenv-in-temporary-folder',
  why: 'what go env -w writes there is gone after the next boot, or read by everybody',
  break: (machine) => machine.set({ GOENV: '/tmp/delve-gate-no-such-goenv' }),
};
