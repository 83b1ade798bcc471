export default {
  name: 'cgo, and a C compiler that is not there',
  cause: 'c-toolchain-missing',
  why: 'CC names a cross compiler that is not installed',
  break(machine) {
    machine.write('c.go', 'package main\n\n// int one(void) { return 1; }\nimport "C"\n\nvar one = C.one()\n');
    machine.policy('smoke:\n  package: .\n');
    machine.set({ CC: 'nosuchcc', CGO_ENABLED: '1' });
  },
};
