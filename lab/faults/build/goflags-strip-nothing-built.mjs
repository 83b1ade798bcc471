export default {
  name: 'GOFLAGS strips, and only the environment is asked about',
  cause: 'debug-info-stripped',
  why: 'nothing is built, and what would be carries no debug information',
  break(machine) {
    machine.set({ GOFLAGS: '-ldflags=-w' });
    return { args: ['--only', 'env'] };
  },
};
