export default {
  name: 'the breakpoint is in a function that is never called',
  cause: 'breakpoint-not-hit',
  why: 'the program ends before it comes there',
  at: 'project/delve-gate.yml:4',
  break(machine) {
    machine.write('other.go', 'package main\n\nimport "os"\n\nvar keep = never\n\n//go:noinline\nfunc never() { os.Exit(3) }\n');
    machine.policy('smoke:\n  package: .\n  break: main.never\n');
  },
};
