export default {
  name: 'GOOS is no system',
  cause: 'target-arch-mismatch',
  why: 'there is no such GOOS, so nothing builds',
  break: (machine) => machine.set({ GOOS: 'foo' }),
};
