export default {
  name: 'a dlv that is cut short',
  cause: 'dlv-does-not-start',
  why: 'the disk was full when it was installed',
  async break(machine) {
    const dlv = await machine.putDlv('1.27.2');
    await machine.sh(`truncate -s 200000 ${dlv}`);
    machine.before(`${machine.home}/bin`);
  },
};
