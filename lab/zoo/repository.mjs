export default {
  name: 'a git repository with changes that are not committed',
  needs: 'git',
  async make(machine) {
    await machine.sh('git init -q . && git add . && git -c user.name=you -c user.email=you@example.com commit -qm first');
    machine.write('main_test.go', 'package main\n');
    machine.policy('smoke:\n  package: .\n');
  },
};
