import type { IncomingMessage, ServerResponse } from 'node:http';

/** What can come instead of an answer. */
export type Fault =
  | { status: number; headers?: Record<string, string>; body?: unknown }
  /** The connection is closed before a word is said. */
  | 'reset'
  /** Nothing is ever said. */
  | 'silence'
  /** The connection is closed in the middle of the body. */
  | 'cut'
  /** The body ends in its middle, and says that it is whole. */
  | 'half'
  /** A page for people, as a proxy shows one. */
  | 'page'
  /** Nothing but a good status. */
  | 'empty';

/** Gives a fault for an answer. */
export function give(fault: Fault, request: IncomingMessage, response: ServerResponse): void {
  const json = { 'content-type': 'application/json; charset=utf-8' };
  if (fault === 'silence') return;
  if (fault === 'reset') {
    request.socket.resetAndDestroy();
    return;
  }
  if (fault === 'cut') {
    response.writeHead(200, { ...json, 'content-length': '1000' });
    response.write('[{"id": 1,', () => request.socket.destroy());
    return;
  }
  if (fault === 'half') response.writeHead(200, json).end('[{"id": 1,');
  else if (fault === 'page') response.writeHead(200, { 'content-type': 'text/html' }).end('<!DOCTYPE html><title>Sign in</title>');
  else if (fault === 'empty') response.writeHead(200, json).end();
  else
    response.writeHead(fault.status, { ...json, ...fault.headers }).end(JSON.stringify(fault.body ?? { message: 'as the test wants it' }));
}
