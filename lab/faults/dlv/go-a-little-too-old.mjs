export default {
  name: 'a Go of the year before with the dlv of today',
  cause: 'go-too-old-for-dlv',
  why: 'the window of a Delve ends two Go releases back',
  async break(machine) {
    await machine.useGo('go1.24.13');
    await machine.putDlv('1.27.2', 'go1.27.2');
    machine.before(`${machine.home}/bin`);
  },
};
