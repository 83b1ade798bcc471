export default {
  name: 'a program with cgo',
  needs: 'gcc',
  make(machine) {
    machine.write('c.go', 'package main\n\n// int one(void) { return 1; }\nimport "C"\n\nvar one = C.one()\n');
    machine.policy('smoke:\n  package: .\n');
  },
};
