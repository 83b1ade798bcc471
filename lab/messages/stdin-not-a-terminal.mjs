export default {
  name: 'dlv in a script, a pipe or a container without a terminal',
  cause: 'stdin-not-a-terminal',
  why: 'without --headless dlv reads its commands from a terminal, and standard input is none',
  async say(terminal) {
    await terminal.dlv();
    await terminal.program({ stays: false });
    await terminal.run('dlv exec ./app < /dev/null');
  },
};
