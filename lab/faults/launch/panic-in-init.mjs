export default {
  name: 'a program that panics before main',
  cause: 'program-crashes-at-start',
  why: 'an init function needs what is not there',
  break(machine) {
    machine.write('other.go', 'package main\n\nfunc init() { panic("no configuration") }\n');
    machine.policy('smoke:\n  package: .\n');
  },
};
