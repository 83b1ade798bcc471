export default {
  name: 'no HOME at all',
  cause: 'home-gocache-unusable',
  why: 'a service starts without HOME, and nothing else names a build cache',
  break: (machine) => machine.set({ HOME: undefined, GOCACHE: undefined, GOPATH: '/tmp/delve-gate-gopath' }),
};
