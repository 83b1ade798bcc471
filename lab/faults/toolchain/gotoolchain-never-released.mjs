export default {
  name: 'GOTOOLCHAIN was never released',
  cause: 'toolchain-not-available',
  why: 'no proxy has a toolchain that does not exist',
  break: (machine) => machine.set({ GOTOOLCHAIN: 'go1.99.9' }),
};
