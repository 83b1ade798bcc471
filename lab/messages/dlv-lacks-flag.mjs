export default {
  name: 'a flag of another dlv',
  cause: 'dlv-lacks-flag',
  why: 'flags and commands came with versions: dap with 1.6, attach --waitfor with 1.22',
  async say(terminal) {
    await terminal.dlv();
    await terminal.run('dlv debug --waitfor app');
  },
};
