import { delimiter } from 'node:path';

export default {
  name: 'a dlv that uses what this Go does not have',
  cause: 'go-too-old-to-build-dlv',
  why: 'each release of Delve supports the three newest releases of Go, and its sources use what they have',
  async say(terminal, machine) {
    machine.set({ PATH: `${await machine.goroot('go1.20.14')}/bin${delimiter}${machine.env.PATH}` });
    await terminal.run('go install github.com/go-delve/delve/cmd/dlv@v1.24.2');
  },
};
