export default {
  name: 'a dlv that was built by Go 1.24, with a candidate of Go 1.25',
  cause: 'dlv-built-with-older-go',
  why: 'Go 1.25 was the first to write DWARF version 5',
  async break(machine) {
    await machine.useGo('go1.25rc1');
    await machine.putDlv('1.26.3', 'go1.24.13');
    machine.before(`${machine.home}/bin`);
  },
};
