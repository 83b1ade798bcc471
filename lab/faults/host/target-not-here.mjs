export default {
  name: 'a target that is not this machine',
  cause: 'target-not-this-machine',
  why: 'Windows cannot be emulated here',
  break: () => ({ args: ['--target', 'windows/amd64'] }),
};
