export default {
  name: 'a package in a folder of its own module',
  make(machine) {
    machine.write('tools/gen/go.mod', 'module example.com/gen\n\ngo 1.21\n');
    machine.write('tools/gen/main.go', 'package main\n\nfunc main() { println("gen") }\n');
    machine.policy('smoke:\n  package: ./tools/gen\n');
  },
};
