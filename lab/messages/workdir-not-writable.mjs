export default {
  name: 'sources that are mounted read-only',
  cause: 'workdir-not-writable',
  why: 'dlv debug has the program built into the folder that it is started in',
  needs: 'mounts',
  async say(terminal, machine) {
    await terminal.dlv();
    const port = await terminal.port();
    await terminal.run(
      `unshare -m sh -c 'mount --bind . . && mount -o remount,bind,ro . && cd ${machine.project} && dlv debug --headless --listen=127.0.0.1:${port}'`,
    );
  },
};
