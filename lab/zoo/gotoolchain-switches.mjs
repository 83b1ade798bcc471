export default {
  name: 'a go.mod that switches to a newer Go',
  async make(machine) {
    await machine.prepare('go1.27.2');
    machine.set({ GOTOOLCHAIN: 'auto' });
    machine.write('go.mod', 'module example.com/app\n\ngo 1.21\n\ntoolchain go1.27.2\n');
  },
};
