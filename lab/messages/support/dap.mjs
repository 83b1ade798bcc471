// The part of an editor that talks to dlv: sends one request, and prints what an editor shows when it fails. node dap.mjs HOST:PORT COMMAND ARGUMENTS
import { connect } from 'node:net';

const [address, command, values] = process.argv.slice(2);
const [host, port] = address.split(':');
const socket = connect(Number(port), host, () => send(1, 'initialize', { adapterID: 'go' }));
let text = '';

function send(seq, name, args) {
  const body = JSON.stringify({ seq, type: 'request', command: name, arguments: args });
  socket.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

socket.on('error', (error) => {
  console.error(`Error: ${error.message}`);
  process.exitCode = 1;
});
socket.on('data', (part) => {
  text += part;
  for (let head = /Content-Length: (\d+)\r\n\r\n/.exec(text); head; head = /Content-Length: (\d+)\r\n\r\n/.exec(text)) {
    const start = head.index + head[0].length;
    const end = start + Number(head[1]);
    if (text.length < end) return;
    answered(JSON.parse(text.slice(start, end)));
    text = text.slice(end);
  }
});

function answered(message) {
  if (message.type === 'event' && message.event === 'output') process.stdout.write(message.body.output);
  if (message.type !== 'response') return;
  if (message.command === 'initialize') return send(2, command, JSON.parse(values));
  if (!message.success) console.error(message.body?.error?.format ?? message.message);
  socket.end();
}
