export default {
  name: 'the policy forbids what go env -w wrote',
  cause: 'env-written-by-go-env-w',
  why: 'a setting that is in nobody’s repository makes machines differ',
  anywhere: true,
  at: 'project/delve-gate.yml:4',
  break(machine) {
    machine.goenv('GOFLAGS=-v\n');
    machine.policy('env:\n  GOFLAGS:\n    not-from: go-env-w\n');
  },
};
