export default {
  name: 'GOTOOLCHAIN=auto',
  make: (machine) => machine.set({ GOTOOLCHAIN: 'auto' }),
};
