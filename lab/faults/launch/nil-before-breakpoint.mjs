export default {
  name: 'a program that follows a nil pointer before the breakpoint',
  cause: 'program-crashes-at-start',
  why: 'it needs a service that is not there, and does not look at the error',
  break(machine) {
    machine.write(
      'main.go',
      'package main\n\ntype server struct{ port int }\n\nvar s *server\n\nfunc main() {\n\tprintln(s.port)\n\twork()\n}\n\nfunc work() { println("work") }\n',
    );
    machine.policy('smoke:\n  package: .\n  break: main.work\n');
  },
};
