export default {
  name: 'a package that an older Go compiled',
  cause: 'stale-build-cache',
  why: 'a build tool, or GOPATH/pkg, keeps compiled packages over an upgrade of Go, and each Go reads its own alone',
  async say(terminal, machine) {
    machine.write('lib/lib.go', 'package lib\n\nfunc F() int { return 1 }\n');
    machine.write('main.go', 'package main\n\nimport "lib"\n\nfunc main() { println(lib.F()) }\n');
    await terminal.run(`${await machine.goroot('go1.24.13')}/bin/go tool compile -p lib -o lib.a lib/lib.go`);
    await terminal.run('go tool compile -p main -I . -o main.o main.go');
  },
};
