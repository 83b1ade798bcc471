export default {
  name: 'an old Go with the dlv of today',
  cause: 'go-too-old-for-dlv',
  why: 'Delve drops old Go releases, as Go itself does',
  async break(machine) {
    await machine.useGo('go1.21.13');
    await machine.putDlv('1.27.2');
    machine.before(`${machine.home}/bin`);
  },
};
