export default {
  name: 'the rr backend without rr',
  cause: 'rr-missing',
  typed: true,
  why: '--backend=rr runs the program rr, which is to be installed besides',
  async say(terminal) {
    await terminal.dlv();
    const port = await terminal.port();
    await terminal.program({ stays: false });
    await terminal.run(`dlv exec ./app --backend=rr --headless --listen=127.0.0.1:${port}`);
  },
};
