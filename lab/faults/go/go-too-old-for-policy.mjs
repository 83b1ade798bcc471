export default {
  name: 'a Go that the policy does not allow',
  cause: 'go-version-not-allowed',
  why: 'the policy names a range, and the Go on PATH is outside of it',
  at: 'project/delve-gate.yml:3',
  async break(machine) {
    await machine.prepare('go1.24.13');
    await machine.useGo('go1.24.13');
    machine.policy('go:\n  version: ">=1.26"\n');
  },
};
