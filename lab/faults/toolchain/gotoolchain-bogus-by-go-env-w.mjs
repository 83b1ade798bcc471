export default {
  name: 'GOTOOLCHAIN by go env -w is no toolchain',
  cause: 'toolchain-not-available',
  why: 'go env -w takes any value, and then no go command runs, go env -u included',
  at: '.config/go/env:1',
  break(machine) {
    machine.set({ GOTOOLCHAIN: undefined });
    machine.goenv('GOTOOLCHAIN=bogus\n');
  },
};
