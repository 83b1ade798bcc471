export default {
  name: 'go.mod asks for a Go that was never released',
  cause: 'toolchain-not-available',
  why: 'the go command wants to fetch it, and no proxy has it',
  at: 'project/go.mod:3',
  break(machine) {
    machine.set({ GOTOOLCHAIN: 'auto' });
    machine.write('go.mod', 'module example.com/app\n\ngo 1.99\n');
  },
};
