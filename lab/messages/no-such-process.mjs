export default {
  name: 'a process that has ended',
  cause: 'no-such-process',
  why: 'the number was right a moment ago, or belongs to another container',
  async say(terminal) {
    await terminal.dlv();
    const port = await terminal.port();
    const { text } = await terminal.run("sh -c 'echo $$'", { quiet: true });
    terminal.alias(text.trim(), 4194);
    await terminal.run(`dlv attach ${text.trim()} --headless --listen=127.0.0.1:${port}`);
  },
};
