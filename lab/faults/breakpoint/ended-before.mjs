export default {
  name: 'a program that ends with an error before the breakpoint',
  cause: 'breakpoint-not-hit',
  why: 'it wants an argument that it is not given',
  break(machine) {
    machine.write(
      'main.go',
      'package main\n\nimport "os"\n\nfunc main() {\n\tif len(os.Args) < 2 {\n\t\tprintln("usage: app FILE")\n\t\tos.Exit(2)\n\t}\n\twork()\n}\n\n//go:noinline\nfunc work() { println("work") }\n',
    );
    machine.policy('smoke:\n  package: .\n  break: main.work\n');
  },
};
