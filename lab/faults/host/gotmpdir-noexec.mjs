export default {
  name: 'GOTMPDIR is mounted noexec',
  cause: 'tmp-noexec',
  why: 'programs of go run and go test are put there, and cannot be started',
  needs: 'mounts',
  async break(machine) {
    await machine.sh('mkdir ~/gotmp');
    machine.set({ GOTMPDIR: `${machine.home}/gotmp` });
    machine.within(['-m'], `mount -t tmpfs -o noexec none ${machine.home}/gotmp`);
  },
};
