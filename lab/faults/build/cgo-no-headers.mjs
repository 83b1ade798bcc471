export default {
  name: 'cgo, and a header that is not installed',
  cause: 'package-does-not-build',
  why: 'the library’s development package is missing',
  needs: 'gcc',
  at: 'project/c.go:3',
  break(machine) {
    machine.write('c.go', 'package main\n\n// #include <no_such_header.h>\nimport "C"\n\nvar one = C.int(1)\n');
    machine.policy('smoke:\n  package: .\n');
  },
};
