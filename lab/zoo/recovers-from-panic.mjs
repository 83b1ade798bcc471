export default {
  name: 'a program that panics and recovers before its breakpoint',
  make(machine) {
    machine.write(
      'main.go',
      'package main\n\nfunc main() {\n\trisky()\n\twork()\n}\n\nfunc risky() {\n\tdefer func() { recover() }()\n\tpanic("expected")\n}\n\nfunc work() { println("work") }\n',
    );
    machine.policy('smoke:\n  package: .\n  break: main.work\n');
  },
};
