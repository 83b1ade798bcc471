export default {
  name: 'GOMODCACHE is relative',
  cause: 'gomodcache-invalid',
  why: 'Go refuses a module cache that is another folder in each folder',
  anywhere: true,
  break: (machine) => machine.set({ GOMODCACHE: 'mod' }),
};
