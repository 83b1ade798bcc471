export default {
  name: 'Go 1.24 with the Delve of its time',
  async make(machine) {
    await machine.useGo('go1.24.13');
    await machine.putDlv('1.26.3', 'go1.24.13');
    machine.before(`${machine.home}/bin`);
  },
};
