export default {
  name: 'a dlv that is another program',
  cause: 'dlv-is-not-delve',
  why: 'the name is not Delve’s alone',
  break(machine) {
    machine.program(`${machine.home}/bin/dlv`, '#!/bin/sh\necho dlv: DVD library viewer 0.3\n');
    machine.before(`${machine.home}/bin`);
  },
};
