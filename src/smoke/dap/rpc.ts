import type { Duplex } from 'node:stream';

/** What dlv says of itself on its JSON-RPC side (Delve service/api/types.go: GetVersionOut). */
export interface RpcVersion {
  DelveVersion: string;
  APIVersion: number;
  TargetGoVersion?: string;
}

/**
 * Asks `RPCServer.GetVersion` on a headless server's port (Go's net/rpc/jsonrpc: one JSON object per call, no framing).
 * @throws when the stream ends, or is silent for `timeout` milliseconds, before the answer
 */
export function getVersion(stream: Duplex, timeout: number): Promise<RpcVersion> {
  return new Promise((resolve, reject) => {
    let text = '';
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      stream.destroy();
      settle();
    };
    const timer = setTimeout(() => finish(() => reject(new Error(`RPCServer.GetVersion: no answer in ${timeout} ms`))), timeout);
    stream.on('error', (error) => finish(() => reject(error)));
    stream.on('close', () => finish(() => reject(new Error('RPCServer.GetVersion: dlv closed the connection'))));
    stream.on('data', (bytes: Buffer) => {
      text += bytes.toString('utf8');
      const answer = parse(text);
      if (!answer) return;
      if (answer.error) finish(() => reject(new Error(String(answer.error))));
      else finish(() => resolve(answer.result as RpcVersion));
    });
    stream.write(`${JSON.stringify({ method: 'RPCServer.GetVersion', params: [{}], id: 1 })}\n`);
  });
}

function parse(text: string): { result?: unknown; error?: unknown } | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
