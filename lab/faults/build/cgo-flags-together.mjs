export default {
  name: 'CGO_CFLAGS and CGO_LDFLAGS, each broken by itself',
  cause: 'cgo-does-not-work',
  why: 'settings for another machine; to take one away does not suffice',
  needs: 'gcc',
  break(machine) {
    machine.write('c.go', 'package main\n\n// int one(void) { return 1; }\nimport "C"\n\nvar one = C.one()\n');
    machine.set({ CGO_CFLAGS: '-fno-such-flag', CGO_LDFLAGS: '-lnosuchlib' });
  },
};
