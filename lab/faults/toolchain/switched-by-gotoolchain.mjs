export default {
  name: 'GOTOOLCHAIN by go env -w names another Go',
  cause: 'toolchain-auto-switched',
  why: 'the go command starts that one, whatever is first on PATH',
  level: 'note',
  at: '.config/go/env:1',
  async break(machine) {
    await machine.prepare('go1.27.2');
    machine.set({ GOTOOLCHAIN: undefined });
    machine.goenv('GOTOOLCHAIN=go1.27.2\n');
  },
};
