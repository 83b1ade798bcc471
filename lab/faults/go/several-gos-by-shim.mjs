export default {
  name: 'a wrapper of another version behind go, and the policy wants one',
  cause: 'several-go',
  why: 'the distribution’s Go stays on PATH beside the one that was unpacked',
  at: 'project/delve-gate.yml:3',
  break(machine) {
    machine.program(`${machine.home}/bin/go`, '#!/bin/sh\necho go version go1.19.13 linux/amd64\n');
    machine.set({ PATH: `${machine.env.PATH}:${machine.home}/bin` });
    machine.policy('go:\n  single: true\n');
  },
};
