export default {
  name: 'the policy pins a dlv that this Go cannot build',
  cause: 'install-needs-newer-go',
  why: 'Delve 1.22.1 supports programs of Go 1.20, and needs Go 1.21 to be built',
  at: 'project/delve-gate.yml:3',
  async break(machine) {
    await machine.useGo('go1.20.14');
    machine.write('go.mod', 'module example.com/app\n\ngo 1.20\n');
    machine.policy('delve:\n  version: 1.22.1\n');
  },
};
