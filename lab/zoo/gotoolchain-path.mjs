export default {
  name: 'GOTOOLCHAIN=path',
  make: (machine) => machine.set({ GOTOOLCHAIN: 'path' }),
};
