export default {
  name: 'a limit of 8 open files for the go command',
  cause: 'open-files-limit',
  why: 'a wrapper sets the limit of a small embedded system',
  async break(machine) {
    const goroot = await machine.goroot();
    machine.program(`${machine.home}/bin/go`, `#!/bin/sh\nulimit -n 8\nexec ${goroot}/bin/go "$@"\n`);
    machine.before(`${machine.home}/bin`);
  },
};
