export default {
  name: 'go is a shim that execs the real one',
  async make(machine) {
    machine.program(`${machine.home}/.asdf/shims/go`, `#!/bin/sh\nexec ${await machine.goroot()}/bin/go "$@"\n`);
    machine.before(`${machine.home}/.asdf/shims`);
  },
};
