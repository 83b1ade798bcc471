export default {
  name: 'the newest Go, and the dlv built by it',
  async make(machine) {
    await machine.useGo('go1.27.2');
    await machine.putDlv('1.27.2', 'go1.27.2');
    machine.before(`${machine.home}/bin`);
  },
};
