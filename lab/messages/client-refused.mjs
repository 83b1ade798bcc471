import { waitFor } from './support/terminal.mjs';

const REFUSED = /different user \(127\.0\.0\.1:(\d+)\)/;

export default {
  name: 'a client of another user',
  cause: 'client-refused',
  why: 'dlv serves its own user alone, unless it is told --only-same-user=false',
  needs: 'setpriv',
  async say(terminal) {
    await terminal.dlv();
    await terminal.program();
    const port = await terminal.port();
    const server = await terminal.background(`dlv exec ./app --headless --listen=127.0.0.1:${port}`, /listening at/);
    await terminal.run(`setpriv --reuid=65534 --regid=65534 --clear-groups dlv connect 127.0.0.1:${port} > /dev/null`);
    await waitFor(() => REFUSED.test(server.text()), 'dlv closes the connection', server.text);
    terminal.alias(REFUSED.exec(server.text())[1], 50418);
  },
};
