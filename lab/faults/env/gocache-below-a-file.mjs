export default {
  name: 'GOCACHE cannot be made',
  cause: 'home-gocache-unusable',
  why: 'what should be its parent is a file',
  break(machine) {
    machine.write(`${machine.home}/file`, '');
    machine.set({ GOCACHE: `${machine.home}/file/cache` });
  },
};
