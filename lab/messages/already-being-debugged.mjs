export default {
  name: 'two debuggers at one process',
  cause: 'already-being-debugged',
  why: 'Linux gives a process one tracer at a time, and an older dlv still holds it',
  async say(terminal) {
    await terminal.dlv();
    await terminal.program();
    const [port, other] = [await terminal.port(), await terminal.port(2346)];
    const { pid } = await terminal.background('./app');
    await terminal.background(`dlv attach ${pid} --headless --listen=127.0.0.1:${port}`, /listening at/, { as: 4210 });
    await terminal.run(`dlv attach ${pid} --headless --listen=127.0.0.1:${other}`);
  },
};
