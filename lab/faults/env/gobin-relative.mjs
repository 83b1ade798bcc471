export default {
  name: 'GOBIN is relative',
  cause: 'gobin-unusable',
  why: 'go install refuses to install into a relative GOBIN',
  anywhere: true,
  break: (machine) => machine.set({ GOBIN: 'bin' }),
};
