export default {
  name: 'a script in place of the program',
  cause: 'exec-target-invalid',
  why: 'the file that starts the program is a shell script, and dlv starts programs alone',
  at: 'project/delve-gate.yml:3',
  break(machine) {
    machine.program('app', '#!/bin/sh\nexec ./real "$@"\n');
    machine.policy('smoke:\n  binary: app\n');
  },
};
