export default {
  name: 'GOTOOLCHAIN is no toolchain',
  cause: 'toolchain-not-available',
  why: 'no go command runs with a value that it cannot read',
  break: (machine) => machine.set({ GOTOOLCHAIN: 'bogus' }),
};
