export default {
  name: 'no network but the loopback, and all in the caches',
  needs: 'nets',
  make: (machine) => machine.within(['-n'], 'ip link set lo up'),
};
