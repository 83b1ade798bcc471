export default {
  name: 'the breakpoint is on a line that the file does not have',
  cause: 'breakpoint-not-hit',
  why: 'lines moved, and the policy names the old one',
  anywhere: true,
  at: 'project/delve-gate.yml:4',
  break: (machine) => machine.policy('smoke:\n  package: .\n  break: main.go:99\n'),
};
