export default {
  name: 'a long temporary folder, too long for a socket',
  async make(machine) {
    const folder = `${machine.home}/${'x'.repeat(90)}`;
    await machine.sh(`mkdir ${folder}`);
    machine.set({ TMPDIR: folder });
  },
};
