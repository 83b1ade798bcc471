export default {
  name: 'the import path without cmd',
  cause: 'wrong-import-path',
  why: 'the program is in cmd/dlv of its module, and older instructions name another place',
  async say(terminal) {
    await terminal.machine.dlv('1.27.2');
    await terminal.run('go install github.com/go-delve/delve/dlv@v1.27.2');
  },
};
