// The least that stops at a breakpoint: what a script of somebody's own would do. No checks, no clean-up beyond dlv's own.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';

let serial = 0;

/**
 * Debugs a program to its first stop, and ends.
 * @returns {Promise<{ stopped: number, exited: number }>} milliseconds since dlv was started
 */
export async function bareSession({ dlv, mode, program, folder, env }) {
  const socket = join(folder, `bare-${process.pid}-${++serial}.sock`);
  const debuggee = mode === 'attach' ? spawn(program.binary, ['loop'], { stdio: ['pipe', 'ignore', 'ignore'] }) : undefined;
  if (debuggee) await new Promise((resolve) => debuggee.once('spawn', resolve));
  const started = performance.now();
  const child = spawn(
    dlv,
    [mode, debuggee ? String(debuggee.pid) : program.binary, '--headless', '--api-version=2', `--listen=unix:${socket}`],
    { cwd: program.cwd, env, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const exited = new Promise((resolve) => child.once('exit', resolve));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const stream = connect(socket);
  let seq = 0;
  let text = '';
  const waiting = new Map();
  stream.on('data', (bytes) => {
    text += bytes;
    for (let match = /^Content-Length: (\d+)\r\n\r\n/.exec(text); match; match = /^Content-Length: (\d+)\r\n\r\n/.exec(text)) {
      const end = match[0].length + Number(match[1]);
      if (text.length < end) return;
      const message = JSON.parse(text.slice(match[0].length, end));
      text = text.slice(end);
      const key = message.type === 'event' ? message.event : message.request_seq;
      waiting.get(key)?.(message);
      waiting.delete(key);
    }
  });
  stream.on('error', () => {});
  const wait = (key) => new Promise((resolve) => waiting.set(key, resolve));
  const request = (command, args) => {
    const body = JSON.stringify({ seq: ++seq, type: 'request', command, arguments: args });
    const answer = wait(seq);
    stream.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    return answer;
  };
  await request('initialize', { adapterID: 'go' });
  const initialized = wait('initialized');
  await request('attach', { mode: 'remote', stopOnEntry: false });
  await initialized;
  await request('setBreakpoints', { source: { path: program.breakpoint.file }, breakpoints: [{ line: program.breakpoint.line }] });
  const stop = wait('stopped');
  await request('configurationDone');
  const { body } = await stop;
  const stopped = performance.now() - started;
  const { body: stack } = await request('stackTrace', { threadId: body.threadId });
  const { body: scopes } = await request('scopes', { frameId: stack.stackFrames[0].id });
  await request('variables', { variablesReference: scopes.scopes[0].variablesReference });
  void request('disconnect', { terminateDebuggee: false });
  await exited;
  const result = { stopped, exited: performance.now() - started };
  debuggee?.kill('SIGKILL');
  stream.destroy();
  rmSync(socket, { force: true });
  return result;
}
