export default {
  name: 'a temporary folder in memory',
  needs: 'mounts',
  make: (machine) => machine.within(['-m'], `mount -t tmpfs -o size=512m,nosuid,nodev none ${machine.temp}`),
};
