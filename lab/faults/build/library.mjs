export default {
  name: 'the package is no program',
  cause: 'not-a-main-package',
  why: 'a package with another name than main builds into no program',
  at: 'project/delve-gate.yml:3',
  break(machine) {
    machine.write('lib/lib.go', 'package lib\n\nfunc F() int { return 1 }\n');
    machine.policy('smoke:\n  package: ./lib\n');
  },
};
