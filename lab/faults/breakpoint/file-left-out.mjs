export default {
  name: 'the breakpoint is in a file that is left out',
  cause: 'breakpoint-file-not-in-program',
  why: 'a build constraint keeps the file out of the program',
  at: 'project/delve-gate.yml:4',
  break(machine) {
    machine.write('other.go', '//go:build never\n\npackage main\n\nfunc other() {\n\tprintln("other")\n}\n');
    machine.policy('smoke:\n  package: .\n  break: other.go:6\n');
  },
};
