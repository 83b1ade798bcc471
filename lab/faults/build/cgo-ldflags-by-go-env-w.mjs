export default {
  name: 'CGO_LDFLAGS by go env -w names a library that is not there',
  cause: 'cgo-does-not-work',
  why: 'a library was removed, and the setting for it stayed',
  needs: 'gcc',
  at: '.config/go/env:2',
  break(machine) {
    machine.write('c.go', 'package main\n\n// int one(void) { return 1; }\nimport "C"\n\nvar one = C.one()\n');
    machine.policy('smoke:\n  package: .\n');
    machine.goenv('GOVCS=*:all\nCGO_LDFLAGS=-lnosuchlib\n');
  },
};
