export default {
  name: 'a program that ends at once, in all modes but test',
  make(machine) {
    machine.write('main.go', 'package main\n\nfunc main() {}\n');
    machine.policy('smoke:\n  package: .\n  modes: [exec, debug, attach, dap]\n');
  },
};
