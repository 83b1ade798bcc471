export default {
  name: 'GOOS=windows',
  cause: 'target-arch-mismatch',
  why: 'dlv cannot start a program of another system',
  break: (machine) => machine.set({ GOOS: 'windows' }),
};
