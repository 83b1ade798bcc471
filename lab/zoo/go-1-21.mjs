export default {
  name: 'an old but right pair: Go 1.21 and Delve 1.25',
  async make(machine) {
    await machine.useGo('go1.21.13');
    await machine.putDlv('1.25.0', 'go1.21.13');
    machine.before(`${machine.home}/bin`);
  },
};
