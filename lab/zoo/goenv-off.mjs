export default {
  name: 'GOENV=off',
  make: (machine) => machine.set({ GOENV: 'off' }),
};
