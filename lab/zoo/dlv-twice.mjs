export default {
  name: 'the right dlv before an old one',
  async make(machine) {
    await machine.putDlv('1.25.0', 'go1.21.13', `${machine.home}/old`);
    await machine.putDlv('1.27.2', undefined, `${machine.home}/right`);
    machine.before(`${machine.home}/right:${machine.home}/old`);
  },
};
