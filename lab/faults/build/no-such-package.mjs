export default {
  name: 'a package that is not there',
  cause: 'package-does-not-build',
  why: 'the folder was renamed, the policy was not',
  anywhere: true,
  break: (machine) => machine.policy('smoke:\n  package: ./cmd/gone\n'),
};
