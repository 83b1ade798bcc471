export default {
  name: 'an address that is only a port',
  cause: 'listen-address-invalid',
  why: '--listen takes host:port, and the host may be empty, the colon may not',
  async say(terminal) {
    await terminal.dlv();
    await terminal.program({ stays: false });
    await terminal.run('dlv exec ./app --headless --listen=2345');
  },
};
