import { EDITOR } from './support/terminal.mjs';

/** Where VS Code looks for a dlv that nothing else is told of. */
const PORT = 38697;

export default {
  name: 'an editor, and no server',
  cause: 'remote-connection-refused',
  why: 'dlv has ended, listens elsewhere, or its port is not published; dlv connect itself ends without a word then',
  say: (terminal) => terminal.run(`node ${EDITOR} 127.0.0.1:${PORT} attach '{"mode":"remote"}'`),
};
