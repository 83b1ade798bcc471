import { describe, expect, test } from '@jest/globals';
import { Transport } from '../../../../src/smoke/dap/transport.js';
import { FakeStream, framed } from './streams.js';

function open(): { stream: FakeStream; transport: Transport; messages: unknown[]; ends: (string | undefined)[] } {
  const stream = new FakeStream();
  const messages: unknown[] = [];
  const ends: (string | undefined)[] = [];
  const transport = new Transport(
    stream,
    (message) => messages.push(message),
    (reason) => ends.push(reason),
  );
  return { stream, transport, messages, ends };
}

const MESSAGES = [{ seq: 1, text: 'naïve — ✓ 🐹' }, { seq: 2 }, { seq: 3, nested: { list: [1, 2, 3] } }];
const BYTES = Buffer.concat(MESSAGES.map(framed));

describe('framing', () => {
  test('a stream that is split at any byte gives the same messages', () => {
    for (let at = 0; at <= BYTES.length; at++) {
      const { stream, messages } = open();
      stream.receive(BYTES.subarray(0, at), BYTES.subarray(at));
      expect({ at, messages }).toEqual({ at, messages: MESSAGES });
    }
  });

  test('byte by byte', () => {
    const { stream, messages } = open();
    stream.receive(...[...BYTES].map((byte) => Buffer.from([byte])));
    expect(messages).toEqual(MESSAGES);
  });

  test('several messages in one chunk', () => {
    const { stream, messages } = open();
    stream.receive(BYTES);
    expect(messages).toEqual(MESSAGES);
  });

  test.each(['content-length: 2\r\n\r\n{}', 'Content-Type: x\r\nContent-Length: 2\r\n\r\n{}', 'Content-Length:2\r\n\r\n{}'])(
    '%j is understood',
    (text) => {
      const { stream, messages, ends } = open();
      stream.receive(Buffer.from(text));
      expect({ messages, ends }).toEqual({ messages: [{}], ends: [] });
    },
  );

  test('what is sent counts bytes, not characters', () => {
    const { stream, transport } = open();
    transport.send({ text: 'ï✓' });
    expect(stream.written.join('')).toBe('Content-Length: 16\r\n\r\n{"text":"ï✓"}');
  });
});

describe('what is not DAP', () => {
  test.each([
    { bytes: 'HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\n\r\n', says: /without a usable Content-Length: HTTP\/1\.1 400/ },
    { bytes: 'Content-Length: -1\r\n\r\n', says: /without a usable Content-Length/ },
    { bytes: 'Content-Length: 1e9\r\n\r\n', says: /without a usable Content-Length/ },
    { bytes: 'Content-Length: 99999999999\r\n\r\n', says: /without a usable Content-Length/ },
    { bytes: 'Content-Length: \r\n\r\n', says: /without a usable Content-Length/ },
    { bytes: 'x'.repeat(8 * 1024 + 1), says: /no header within 8 KiB/ },
    { bytes: 'Content-Length: 5\r\n\r\n{"a":', says: /JSON/ },
  ])('$says ends it, once, and closes the stream', ({ bytes, says }) => {
    const { stream, messages, ends } = open();
    stream.receive(Buffer.from(bytes));
    expect({ messages, ends }).toEqual({ messages: [], ends: [expect.stringMatching(says)] });
    expect(stream.destroyed).toBe(true);
  });
});

describe('the end', () => {
  test('an orderly end has no reason', async () => {
    const { stream, ends } = open();
    stream.push(null);
    await new Promise((resolve) => stream.once('end', resolve));
    expect(ends).toEqual([undefined]);
  });

  test('an error is the reason, and what follows it says nothing more', async () => {
    const { stream, ends } = open();
    stream.destroy(new Error('read ECONNRESET'));
    await new Promise((resolve) => stream.once('close', resolve));
    expect(ends).toEqual(['read ECONNRESET']);
  });

  test('closing it ends it', async () => {
    const { stream, transport, ends } = open();
    transport.close();
    await new Promise((resolve) => stream.once('close', resolve));
    expect(ends).toEqual([undefined]);
  });
});
