import { delimiter } from 'node:path';

export default {
  name: 'go install PATH@VERSION with Go 1.15',
  cause: 'go-too-old-for-install-at-version',
  why: 'go install takes a version since Go 1.16, and every instruction of today has one',
  async say(terminal, machine) {
    machine.set({ PATH: `${await machine.goroot('go1.15.15')}/bin${delimiter}${machine.env.PATH}` });
    await terminal.run('go install github.com/go-delve/delve/cmd/dlv@latest');
  },
};
