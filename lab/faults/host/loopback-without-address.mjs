export default {
  name: 'a loopback without an address',
  cause: 'loopback-unusable',
  why: 'a script for a container’s network flushed every address, that of lo too',
  needs: 'nets',
  break: (machine) => machine.within(['-n'], 'ip link set lo up && ip addr flush dev lo'),
};
