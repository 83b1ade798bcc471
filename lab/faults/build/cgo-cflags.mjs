export default {
  name: 'CGO_CFLAGS with a flag that the C compiler does not know',
  cause: 'cgo-does-not-work',
  why: 'a flag of clang, or of a newer gcc, was exported for all builds',
  needs: 'gcc',
  break(machine) {
    machine.write('c.go', 'package main\n\n// int one(void) { return 1; }\nimport "C"\n\nvar one = C.one()\n');
    machine.set({ CGO_CFLAGS: '-O2 -fno-such-flag', CGO_LDFLAGS: '-O1' });
  },
};
