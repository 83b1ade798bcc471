import { OTHER_ARCH } from '../../machine.mjs';

export default {
  name: 'GOBIN while building for another platform',
  cause: 'target-arch-mismatch',
  why: 'go install refuses to put programs of another platform into GOBIN',
  consequences: ['gobin-cross-compile'],
  break: (machine) => machine.set({ GOARCH: OTHER_ARCH, GOBIN: `${machine.home}/bin` }),
};
