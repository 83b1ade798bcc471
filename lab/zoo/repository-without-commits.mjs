export default {
  name: 'a git repository without a commit',
  needs: 'git',
  async make(machine) {
    await machine.sh('git init -q .');
    machine.policy('smoke:\n  package: .\n');
  },
};
