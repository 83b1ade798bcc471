export default {
  name: 'the policy pins a dlv that is too new for this Go',
  cause: 'go-too-old-for-dlv',
  why: 'Delve 1.27 supports Go 1.25 and newer',
  at: 'project/delve-gate.yml:3',
  async break(machine) {
    await machine.useGo('go1.21.13');
    machine.policy('delve:\n  version: 1.27.2\n');
  },
};
