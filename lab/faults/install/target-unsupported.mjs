export default {
  name: 'a target that Delve does not support',
  cause: 'unsupported-platform',
  why: 'Delve has no code for that CPU',
  break: () => ({ args: ['--target', 'linux/s390x'] }),
};
