/** Delve service/rpccommon/server.go and service/dap/server.go: "API server listening at: ", "DAP server listening at: ". */
const READY_LINE = /^(?:API|DAP) server listening at: (.+?)\r?\n/m;

/** Where dlv listens, once its output says so in a whole line. The port is never probed for it: an older dlv ends at a probe. */
export function listensAt(output: string): string | undefined {
  return READY_LINE.exec(output)?.[1];
}
