export default {
  name: 'a go that is not executable',
  cause: 'go-not-on-path',
  why: 'an archive unpacked without its modes leaves a go that the shell passes by',
  break(machine) {
    machine.write(`${machine.home}/bin/go`, '#!/bin/sh\nexit 0\n');
    machine.set({ PATH: `${machine.home}/bin:/usr/bin:/bin` });
  },
};
