export default {
  name: 'a go.work above that does not list the module',
  cause: 'go-work-mismatch',
  why: 'a go.work counts for every module below it, and this one was forgotten',
  at: 'go.work:1',
  break(machine) {
    machine.write(`${machine.home}/other/go.mod`, 'module example.com/other\n\ngo 1.21\n');
    machine.write(`${machine.home}/other/other.go`, 'package other\n');
    machine.write(`${machine.home}/go.work`, 'go 1.21\n\nuse ./other\n');
    machine.policy('smoke:\n  package: .\n');
  },
};
