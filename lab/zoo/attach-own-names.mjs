export default {
  name: 'a main package that imports os and time under its own names',
  make(machine) {
    machine.write('main.go', 'package main\n\nvar os, time = 1, 2\n\nfunc main() { println(os + time) }\n');
    machine.policy('smoke:\n  package: .\n  modes: [attach]\n');
  },
};
