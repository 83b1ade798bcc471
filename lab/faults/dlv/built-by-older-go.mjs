export default {
  name: 'the right dlv, built by an older Go',
  cause: 'dlv-built-with-older-go',
  why: 'it was built by Go 1.24, whose library does not read the DWARF version 5 of this Go',
  async break(machine) {
    await machine.putDlv('1.26.3', 'go1.24.13');
    machine.before(`${machine.home}/bin`);
  },
};
