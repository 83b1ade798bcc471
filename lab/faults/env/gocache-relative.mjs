export default {
  name: 'GOCACHE is relative',
  cause: 'home-gocache-unusable',
  why: 'Go refuses a cache that is another folder in each folder',
  anywhere: true,
  break: (machine) => machine.set({ GOCACHE: 'cache' }),
};
