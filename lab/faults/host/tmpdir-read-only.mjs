export default {
  name: 'TMPDIR is read-only',
  cause: 'temp-unusable',
  why: 'a container with a read-only root has no place for temporary files unless it is given one',
  needs: 'mounts',
  break: (machine) => machine.within(['-m'], `mount -t tmpfs -o ro none ${machine.temp}`),
};
