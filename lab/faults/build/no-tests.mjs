export default {
  name: 'mode test for a package without tests',
  cause: 'no-test-files',
  why: 'dlv test has nothing to build',
  anywhere: true,
  at: 'project/delve-gate.yml:4',
  break: (machine) => machine.policy('smoke:\n  package: .\n  modes: [test]\n'),
};
