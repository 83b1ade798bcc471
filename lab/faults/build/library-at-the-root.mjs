export default {
  name: 'the package at the root is no program',
  cause: 'not-a-main-package',
  why: 'the program is in cmd, and the policy names the library around it',
  at: 'project/delve-gate.yml:3',
  async break(machine) {
    await machine.sh('mkdir -p cmd/app && mv main.go cmd/app/');
    machine.write('lib.go', 'package app\n\nfunc F() int { return 1 }\n');
    machine.policy('smoke:\n  package: .\n');
  },
};
