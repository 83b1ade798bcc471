export default {
  name: 'GOTOOLCHAIN=local+auto, and a go.mod that does not need it',
  make: (machine) => machine.set({ GOTOOLCHAIN: 'local+auto' }),
};
