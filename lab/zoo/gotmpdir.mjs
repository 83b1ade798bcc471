export default {
  name: 'GOTMPDIR of its own',
  async make(machine) {
    await machine.sh('mkdir ~/gotmp');
    machine.set({ GOTMPDIR: `${machine.home}/gotmp` });
  },
};
