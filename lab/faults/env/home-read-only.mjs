export default {
  name: 'a HOME that cannot be written to',
  cause: 'home-gocache-unusable',
  why: 'the build cache is in HOME unless told otherwise, and a hardened container mounts that read-only',
  needs: 'mounts',
  break(machine) {
    machine.set({ GOCACHE: undefined });
    machine.within(['-m'], `mount --bind ${machine.home} ${machine.home} && mount -o remount,bind,ro ${machine.home}`);
  },
};
