export default {
  name: 'an old dlv with the Go of today',
  cause: 'dlv-too-old-for-go',
  why: 'Go was updated, dlv was not',
  async break(machine) {
    await machine.putDlv('1.25.0', 'go1.21.13');
    machine.before(`${machine.home}/bin`);
  },
};
