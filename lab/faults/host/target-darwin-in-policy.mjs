export default {
  name: 'a target of the policy that only a Mac can prove',
  cause: 'target-not-this-machine',
  why: 'macOS cannot be emulated here',
  break: (machine) => machine.policy('targets: [darwin/arm64]\n'),
};
