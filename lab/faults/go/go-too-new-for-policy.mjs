export default {
  name: 'a Go that is newer than the policy allows',
  cause: 'go-version-not-allowed',
  why: 'a machine was updated before the project was',
  anywhere: true,
  at: 'project/delve-gate.yml:3',
  break: (machine) => machine.policy('go:\n  version: "1.25.x"\n'),
};
