export default {
  name: 'go.mod switches to another Go',
  cause: 'toolchain-auto-switched',
  why: 'the toolchain line makes the go command run another Go than the one that is installed',
  level: 'note',
  at: 'project/go.mod:5',
  async break(machine) {
    await machine.prepare('go1.27.2');
    machine.set({ GOTOOLCHAIN: 'auto' });
    machine.write('go.mod', 'module example.com/app\n\ngo 1.21\n\ntoolchain go1.27.2\n');
  },
};
