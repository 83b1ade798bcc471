export default {
  name: 'a network without a loopback that is up',
  cause: 'loopback-unusable',
  why: 'a network namespace starts with lo down, so nobody can dial 127.0.0.1',
  needs: 'nets',
  break: (machine) => machine.within(['-n'], ':'),
};
