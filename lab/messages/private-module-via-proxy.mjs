export default {
  name: 'a private module, asked for at a public proxy',
  cause: 'private-module-via-proxy',
  why: "the public proxy answers 410 for what it cannot see, as the lab's proxy does here, and GOPRIVATE does not name the module",
  async say(terminal, machine) {
    const proxy = await machine.server((_request, response) => {
      response.statusCode = 410;
      response.end('gone');
    });
    machine.set({ GOPROXY: proxy, GOPRIVATE: '' });
    terminal.alias(new URL(proxy).port, 3000);
    await terminal.run('go get example.com/team/lib@v1.0.0');
  },
};
