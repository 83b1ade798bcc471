export default {
  name: 'a target of the policy that Delve does not support',
  cause: 'unsupported-platform',
  why: 'Delve has no code for 32-bit ARM',
  break: (machine) => machine.policy('targets: [linux/arm]\n'),
};
