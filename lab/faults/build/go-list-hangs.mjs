export default {
  name: 'a go list that does not end',
  cause: 'go-list-slow',
  why: 'the project lies in a folder of the network that does not answer; a go that sleeps stands for it',
  level: 'warning',
  async break(machine) {
    const goroot = await machine.goroot();
    machine.program(`${machine.home}/bin/go`, `#!/bin/sh\ncase "$*" in "list -find"*) exec sleep 60 ;; esac\nexec ${goroot}/bin/go "$@"\n`);
    machine.set({ PATH: `${machine.home}/bin:${machine.env.PATH}` });
  },
};
