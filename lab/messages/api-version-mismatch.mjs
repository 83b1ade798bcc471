export default {
  name: 'the API of a client of long ago',
  cause: 'api-version-mismatch',
  why: 'today dlv speaks version 2 alone, and old clients and configurations ask for 1',
  async say(terminal) {
    await terminal.dlv();
    const port = await terminal.port();
    await terminal.program({ stays: false });
    await terminal.run(`dlv exec ./app --headless --api-version=1 --listen=127.0.0.1:${port}`);
  },
};
