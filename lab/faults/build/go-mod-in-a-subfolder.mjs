export default {
  name: 'a go.mod below the folder of the check',
  cause: 'no-go-mod',
  why: 'the module is in a folder of its own, and the policy names a package beside it',
  async break(machine) {
    await machine.sh('mkdir -p service cmd/app && mv go.mod service/ && mv main.go cmd/app/');
    machine.policy('smoke:\n  package: ./cmd/app\n');
  },
};
