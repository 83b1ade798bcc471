export default {
  name: 'a process tree of its own, as in a container',
  needs: 'mounts',
  make: (machine) => machine.within(['-m', '-p', '-f', '--mount-proc'], ':'),
};
