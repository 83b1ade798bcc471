export default {
  name: 'a package with tests, in mode test',
  make(machine) {
    machine.write('main_test.go', 'package main\n\nimport "testing"\n\nfunc TestAdd(t *testing.T) { add(1, 2) }\n');
    machine.policy('smoke:\n  package: .\n  break: main.add\n  modes: [test]\n');
  },
};
