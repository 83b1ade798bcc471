export default {
  name: 'last year’s dlv with the newest Go',
  cause: 'dlv-too-old-for-go',
  why: 'each Delve supports the Go releases of its time',
  async break(machine) {
    await machine.useGo('go1.27.2');
    await machine.putDlv('1.26.3', 'go1.24.13');
    machine.before(`${machine.home}/bin`);
  },
};
