export default {
  name: 'dlv listens where something listens already',
  cause: 'port-in-use',
  why: 'a dlv of yesterday still runs, or another program has the port',
  async say(terminal) {
    await terminal.dlv();
    await terminal.program();
    const port = await terminal.port();
    const dlv = `dlv exec ./app --headless --listen=127.0.0.1:${port}`;
    await terminal.background(dlv, /listening at/);
    await terminal.run(dlv);
  },
};
