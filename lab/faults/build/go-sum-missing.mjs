export default {
  name: 'no go.sum for what go.mod requires',
  cause: 'go-sum-missing',
  why: 'go.sum was not committed',
  at: 'project/go.mod:1',
  break(machine) {
    machine.write('go.mod', 'module example.com/app\n\ngo 1.21\n\nrequire golang.org/x/text v0.3.0\n');
    machine.write('other.go', 'package main\n\nimport _ "golang.org/x/text/language"\n');
    machine.policy('smoke:\n  package: .\n');
  },
};
