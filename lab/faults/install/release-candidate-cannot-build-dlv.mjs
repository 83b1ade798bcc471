export default {
  name: 'a release candidate of Go, and a dlv that wants the release',
  cause: 'install-needs-newer-go',
  why: 'go 1.25.0 in the go.mod of Delve is newer than any candidate of it',
  at: 'project/delve-gate.yml:3',
  async break(machine) {
    await machine.useGo('go1.25rc1');
    machine.policy('delve:\n  version: 1.27.2\n');
  },
};
