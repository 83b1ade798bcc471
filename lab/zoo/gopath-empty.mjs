export default {
  name: 'GOPATH empty',
  make: (machine) => machine.set({ GOPATH: '' }),
};
