export default {
  name: 'the policy names a range that holds no dlv',
  cause: 'delve-version-unknown',
  why: 'no release of Delve is within the range',
  at: 'project/delve-gate.yml:3',
  break: (machine) => machine.policy('delve:\n  version: ">=0.9 <1.0"\n'),
};
