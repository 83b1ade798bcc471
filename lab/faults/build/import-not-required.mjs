export default {
  name: 'an import that go.mod does not require',
  cause: 'go-sum-missing',
  why: 'the import was added, and go mod tidy was not run',
  at: 'project/go.mod:1',
  break(machine) {
    machine.write('other.go', 'package main\n\nimport _ "golang.org/x/text/language"\n');
    machine.policy('smoke:\n  package: .\n');
  },
};
