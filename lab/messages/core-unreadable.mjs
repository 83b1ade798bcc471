export default {
  name: 'a core file that is none',
  cause: 'core-unreadable',
  why: 'a crash report, an archive or a cut-off file is not what the kernel writes',
  async say(terminal) {
    await terminal.dlv();
    const port = await terminal.port();
    await terminal.program({ stays: false });
    await terminal.run("echo 'Segmentation fault (core dumped)' > core");
    await terminal.run(`dlv core ./app core --headless --listen=127.0.0.1:${port}`);
  },
};
