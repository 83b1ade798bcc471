export default {
  name: 'GOCACHE on a read-only disk',
  cause: 'home-gocache-unusable',
  why: 'a cache was mounted into the container read-only, and every build writes to it',
  needs: 'mounts',
  break(machine) {
    machine.set({ GOCACHE: `${machine.home}/cache` });
    machine.within(['-m'], `mkdir -p ${machine.home}/cache && mount -t tmpfs -o ro none ${machine.home}/cache`);
  },
};
