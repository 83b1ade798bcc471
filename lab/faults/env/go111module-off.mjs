export default {
  name: 'GO111MODULE=off',
  cause: 'gopath-mode-off',
  why: 'without modules neither go.mod nor go install tool@version works',
  anywhere: true,
  break: (machine) => machine.set({ GO111MODULE: 'off' }),
};
