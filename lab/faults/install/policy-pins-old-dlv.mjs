export default {
  name: 'the policy pins a dlv that is too old',
  cause: 'dlv-too-old-for-go',
  why: 'Delve 1.22.1 knows Go up to 1.22',
  at: 'project/delve-gate.yml:3',
  break: (machine) => machine.policy('delve:\n  version: 1.22.1\n'),
};
