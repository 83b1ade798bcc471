export default {
  name: 'the policy pins a dlv that was never released',
  cause: 'delve-version-unknown',
  why: 'a typing error in a version',
  at: 'project/delve-gate.yml:3',
  break: (machine) => machine.policy('delve:\n  version: 1.19.7\n'),
};
