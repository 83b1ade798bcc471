export default {
  name: 'a program that is not there',
  cause: 'exec-target-invalid',
  why: 'the policy names what a build before this one was to make',
  at: 'project/delve-gate.yml:3',
  break: (machine) => machine.policy('smoke:\n  binary: bin/app\n'),
};
