export default {
  name: 'a go.work that lists a module that is gone',
  cause: 'go-work-mismatch',
  why: 'a folder was removed, its use line was not',
  at: 'project/go.work:1',
  break(machine) {
    machine.write('go.work', 'go 1.21\n\nuse (\n\t.\n\t./gone\n)\n');
    machine.policy('smoke:\n  package: .\n');
  },
};
