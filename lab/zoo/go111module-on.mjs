export default {
  name: 'GO111MODULE=on',
  make: (machine) => machine.set({ GO111MODULE: 'on' }),
};
