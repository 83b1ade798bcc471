export default {
  name: 'a file with a mistake in its syntax',
  cause: 'package-does-not-build',
  why: 'the compiler cannot read the file',
  anywhere: true,
  at: 'project/other.go:3',
  break(machine) {
    machine.write('other.go', 'package main\n\nfunc broken( {\n');
    machine.policy('smoke:\n  package: .\n');
  },
};
