export default {
  name: 'a client that leaves, and wants the program to go on',
  cause: 'headless-exits-after-first-client',
  why: 'without --accept-multiclient a headless dlv ends with its first client, and the program with it',
  async say(terminal, machine) {
    await terminal.dlv();
    await terminal.program();
    const port = await terminal.port();
    await terminal.background(`dlv exec ./app --headless --listen=127.0.0.1:${port}`, /listening at/);
    machine.write('commands', 'quit -c\n');
    await terminal.run(`dlv connect 127.0.0.1:${port} --allow-non-terminal-interactive=true --init commands`);
  },
};
