export default {
  name: 'the breakpoint is in a file that does not exist',
  cause: 'breakpoint-file-not-in-program',
  why: 'the file was renamed, the policy was not',
  at: 'project/delve-gate.yml:4',
  break: (machine) => machine.policy('smoke:\n  package: .\n  break: gone.go:3\n'),
};
