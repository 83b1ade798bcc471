import { ARCH } from '../machine.mjs';

export default {
  name: 'GOOS and GOARCH set to this machine',
  make: (machine) => machine.set({ GOOS: 'linux', GOARCH: ARCH }),
};
