export default {
  name: 'the breakpoint is in a function that does not exist',
  cause: 'breakpoint-not-hit',
  why: 'the function was renamed, the policy was not',
  anywhere: true,
  at: 'project/delve-gate.yml:4',
  break: (machine) => machine.policy('smoke:\n  package: .\n  break: main.nowhere\n'),
};
