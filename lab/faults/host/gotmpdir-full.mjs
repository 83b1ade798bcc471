export default {
  name: 'GOTMPDIR is full',
  cause: 'disk-full',
  why: 'the disk that was to make builds faster is too small for what the compiler and the linker write',
  needs: 'mounts',
  async break(machine) {
    await machine.sh('mkdir ~/gotmp');
    machine.set({ GOTMPDIR: `${machine.home}/gotmp` });
    machine.within(['-m'], `mount -t tmpfs -o size=256k none ${machine.home}/gotmp`);
  },
};
