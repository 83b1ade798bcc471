export default {
  name: 'dlv debug beside the package',
  cause: 'wrong-working-directory',
  why: 'dlv builds what is in the folder that it is started in, unless a package is named',
  async say(terminal) {
    await terminal.dlv();
    const port = await terminal.port();
    terminal.machine.write('cmd/server/main.go', 'package main\n\nfunc main() {}\n');
    await terminal.run('rm main.go');
    await terminal.run(`dlv debug --headless --listen=127.0.0.1:${port}`);
  },
};
