export default {
  name: 'mode test for a package whose tests are in another folder',
  cause: 'no-test-files',
  why: 'go test looks for _test.go files in the folder of the package alone',
  at: 'project/delve-gate.yml:4',
  break(machine) {
    machine.write('tests/main_test.go', 'package tests\n\nimport "testing"\n\nfunc TestNothing(t *testing.T) {}\n');
    machine.policy('smoke:\n  package: .\n  modes: [test]\n');
  },
};
