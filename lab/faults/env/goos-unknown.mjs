export default {
  name: 'GOOS is no system',
  cause: 'target-arch-mismatch',
  why: 'there is no such GOOS, so nothing builds',
  anywhere: true,
  break: (machine) => machine.set({ GOOS: 'foo' }),
};
