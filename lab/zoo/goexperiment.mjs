export default {
  name: 'GOEXPERIMENT that this Go knows',
  make: (machine) => machine.set({ GOEXPERIMENT: 'nodwarf5' }),
};
