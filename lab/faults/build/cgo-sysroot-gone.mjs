export default {
  name: 'CC with a system root that is gone',
  cause: 'cgo-does-not-work',
  why: 'a cross compiler’s tree was moved, and CC still names it',
  needs: 'gcc',
  break(machine) {
    machine.write('c.go', 'package main\n\n// int one(void) { return 1; }\nimport "C"\n\nvar one = C.one()\n');
    machine.set({ CC: 'gcc --sysroot=/opt/gone/sysroot' });
  },
};
