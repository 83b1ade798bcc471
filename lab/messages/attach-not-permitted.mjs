export default {
  name: 'a process of another user',
  cause: 'attach-not-permitted',
  why: 'who is not root traces processes of their own alone',
  needs: 'setpriv',
  async say(terminal) {
    await terminal.dlv();
    const port = await terminal.port();
    await terminal.program();
    const { pid } = await terminal.background('./app');
    await terminal.run(`setpriv --reuid=65534 --regid=65534 --clear-groups dlv attach ${pid} --headless --listen=127.0.0.1:${port}`);
  },
};
