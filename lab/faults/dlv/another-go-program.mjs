export default {
  name: 'a dlv that is another Go program',
  cause: 'dlv-is-not-delve',
  why: 'go build -o dlv in the wrong folder',
  async break(machine) {
    await machine.sh('go build -o ~/bin/dlv .');
    machine.before(`${machine.home}/bin`);
  },
};
