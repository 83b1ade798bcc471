export default {
  name: 'a limit on memory',
  cause: 'out-of-memory',
  why: 'a build, dlv and the program share what a container or a shell is allowed',
  async say(terminal) {
    await terminal.dlv();
    const port = await terminal.port();
    await terminal.program({ stays: false });
    await terminal.run(`ulimit -v 100000; dlv exec ./app --headless --listen=127.0.0.1:${port}`);
  },
};
