export default {
  name: 'GOCACHE=off',
  cause: 'home-gocache-unusable',
  why: 'since Go 1.12 there is no build without a cache',
  anywhere: true,
  break: (machine) => machine.set({ GOCACHE: 'off' }),
};
