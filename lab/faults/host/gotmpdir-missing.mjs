export default {
  name: 'GOTMPDIR does not exist',
  cause: 'temp-unusable',
  why: 'Go does not make it',
  break: (machine) => machine.set({ GOTMPDIR: '/no/such/tmp' }),
};
