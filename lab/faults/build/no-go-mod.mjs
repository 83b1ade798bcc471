export default {
  name: 'a package without a go.mod',
  cause: 'no-go-mod',
  why: 'a folder from before modules',
  async break(machine) {
    await machine.sh('rm go.mod');
    machine.policy('smoke:\n  package: .\n');
  },
};
