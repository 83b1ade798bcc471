export default {
  name: 'a wrapper whose dlv is gone',
  cause: 'dlv-is-not-delve',
  why: 'a script for an editor starts a dlv that was uninstalled',
  break(machine) {
    machine.program(`${machine.home}/bin/dlv`, '#!/bin/sh\nexec /opt/old/dlv --log "$@"\n');
    machine.before(`${machine.home}/bin`);
  },
};
