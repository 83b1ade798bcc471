export default {
  name: 'a program that waits before it comes to the breakpoint',
  cause: 'breakpoint-not-hit',
  why: 'it waits for something that does not come',
  at: 'project/delve-gate.yml:4',
  break(machine) {
    machine.write(
      'main.go',
      'package main\n\nimport "time"\n\nfunc main() {\n\ttime.Sleep(time.Hour)\n\twork()\n}\n\n//go:noinline\nfunc work() { println("work") }\n',
    );
    machine.policy('smoke:\n  package: .\n  break: main.work\n  timeout: 2\n');
  },
};
