export default {
  name: 'GOBIN on a read-only disk',
  cause: 'gobin-unusable',
  why: 'a container mounts its tools read-only',
  needs: 'mounts',
  break(machine) {
    machine.set({ GOBIN: `${machine.home}/bin` });
    machine.within(['-m'], `mkdir -p ${machine.home}/bin && mount -t tmpfs -o ro none ${machine.home}/bin`);
  },
};
