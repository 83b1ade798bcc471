export default {
  name: 'TMPDIR is full',
  cause: 'disk-full',
  why: 'a small tmpfs on /tmp has no room for what the linker writes',
  needs: 'mounts',
  break: (machine) => machine.within(['-m'], `mount -t tmpfs -o size=256k none ${machine.temp}`),
};
