export default {
  name: 'a C compiler that is not there, and no cgo in use',
  make: (machine) => machine.set({ CC: 'nosuchcc' }),
};
