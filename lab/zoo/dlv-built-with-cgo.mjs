export default {
  name: 'a dlv that was built with cgo',
  needs: 'gcc',
  async make(machine) {
    await machine.putDlv('1.27.2', undefined, `${machine.home}/bin`, { cgo: true });
    machine.before(`${machine.home}/bin`);
  },
};
