export default {
  name: 'TMPDIR does not exist',
  cause: 'temp-unusable',
  why: 'Go makes its work folder there, and dlv its programs',
  break: (machine) => machine.set({ TMPDIR: '/no/such/tmp' }),
};
