export default {
  name: 'a script that uses $GOPATH',
  cause: 'gopath-unset',
  why: 'Go knows its default without the variable, a shell does not',
  async say(terminal, machine) {
    machine.program('debug.sh', '#!/bin/bash\n"$GOPATH/bin/dlv" debug --headless --listen=127.0.0.1:2345\n');
    await terminal.run('./debug.sh', { env: { GOPATH: undefined } });
  },
};
