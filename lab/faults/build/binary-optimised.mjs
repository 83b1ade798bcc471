export default {
  name: 'a program that was built as for release',
  cause: 'optimized-binary',
  why: 'go build optimises unless told otherwise: variables are gone and lines jump',
  at: 'project/delve-gate.yml:3',
  async break(machine) {
    await machine.sh('go build -o app .');
    machine.policy('smoke:\n  binary: app\n');
  },
};
