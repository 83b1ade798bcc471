export default {
  name: 'a vendor folder, and GOFLAGS=-mod=vendor for it',
  make(machine) {
    machine.write('vendor/modules.txt', '');
    machine.set({ GOFLAGS: '-mod=vendor' });
  },
};
