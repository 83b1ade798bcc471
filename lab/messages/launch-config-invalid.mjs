import { EDITOR } from './support/terminal.mjs';

export default {
  name: 'a launch configuration of mode remote',
  cause: 'launch-config-invalid',
  why: 'a server that runs already is attached to: mode remote belongs to request attach, not to launch',
  async say(terminal) {
    await terminal.dlv();
    const port = await terminal.port();
    await terminal.background(`dlv dap --listen=127.0.0.1:${port}`, /listening at/);
    await terminal.run(`node ${EDITOR} 127.0.0.1:${port} launch '{"mode":"remote","program":"."}'`);
  },
};
