export default {
  name: 'the package does not compile',
  cause: 'package-does-not-build',
  why: 'the compiler refuses a type',
  anywhere: true,
  at: 'project/other.go:4',
  break(machine) {
    machine.write('other.go', 'package main\n\nfunc broken() int {\n\treturn "text"\n}\n');
    machine.policy('smoke:\n  package: .\n');
  },
};
