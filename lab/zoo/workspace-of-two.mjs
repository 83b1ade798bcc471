export default {
  name: 'a workspace whose program imports its other module',
  make(machine) {
    machine.write('lib/go.mod', 'module example.com/lib\n\ngo 1.21\n');
    machine.write('lib/lib.go', 'package lib\n\nfunc F() int { return 1 }\n');
    machine.write('app/go.mod', 'module example.com/cmd\n\ngo 1.21\n');
    machine.write('app/main.go', 'package main\n\nimport "example.com/lib"\n\nfunc main() { println(lib.F()) }\n');
    machine.write('go.work', 'go 1.21\n\nuse (\n\t.\n\t./app\n\t./lib\n)\n');
    machine.policy('smoke:\n  package: ./app\n');
  },
};
