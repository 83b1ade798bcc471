import { describe, expect, test } from '@jest/globals';
import { DapClient, DapClosed, DapError } from '../../../../src/smoke/dap/client.js';
import { FakeStream, framed } from './streams.js';

function open(): { stream: FakeStream; dap: DapClient } {
  const stream = new FakeStream();
  return { stream, dap: new DapClient(stream) };
}

function answer(request_seq: number, more: object = {}): Buffer {
  return framed({ seq: 0, type: 'response', request_seq, success: true, command: 'x', ...more });
}

function event(name: string, body: object = {}): Buffer {
  return framed({ seq: 0, type: 'event', event: name, body });
}

describe('requests', () => {
  test('each gets its own answer, in whatever order they come', async () => {
    const { stream, dap } = open();
    const first = dap.request('threads');
    const second = dap.request('scopes', { frameId: 1 });
    stream.receive(answer(2, { body: 'second' }), answer(1, { body: 'first' }));
    expect(await Promise.all([first, second])).toEqual(['first', 'second']);
    expect(stream.written.map((text) => JSON.parse(text.slice(text.indexOf('{'))))).toEqual([
      { seq: 1, type: 'request', command: 'threads' },
      { seq: 2, type: 'request', command: 'scopes', arguments: { frameId: 1 } },
    ]);
  });

  test.each([
    {
      what: 'the exact cause in body.error.format, with its variables',
      more: {
        message: 'Failed to launch',
        body: { error: { id: 1, format: 'cannot start {path}: {why} {other}', variables: { path: '/p', why: 'no' } } },
      },
      says: 'cannot start /p: no {other}',
    },
    { what: 'a format without variables', more: { message: 'title', body: { error: { id: 1, format: 'a {b}' } } }, says: 'a {b}' },
    { what: 'the message when there is no format', more: { message: 'Unsupported command' }, says: 'Unsupported command' },
    { what: 'the message when the format is empty', more: { message: 'title', body: { error: { id: 1, format: '' } } }, says: 'title' },
    { what: 'the command when there is nothing', more: {}, says: 'launch failed' },
  ])('a refusal carries $what', async ({ more, says }) => {
    const { stream, dap } = open();
    const launched = dap.request('launch');
    stream.receive(answer(1, { success: false, command: 'launch', ...more }));
    await expect(launched).rejects.toThrow(new DapError(says));
    await expect(launched).rejects.toBeInstanceOf(DapError);
  });

  test('an answer that nobody asked for is nothing', async () => {
    const { stream, dap } = open();
    const asked = dap.request('threads');
    stream.receive(answer(7), answer(1, { body: 1 }), answer(1, { body: 2 }));
    expect(await asked).toBe(1);
  });
});

describe('events', () => {
  test('one that came before it was awaited is kept', async () => {
    const { stream, dap } = open();
    stream.receive(event('initialized'));
    expect(await dap.event('initialized')).toMatchObject({ event: 'initialized' });
  });

  test('each is handed out once, in the order of arrival, to who waits for its name', async () => {
    const { stream, dap } = open();
    const stopped = dap.event('stopped', 'terminated');
    const again = dap.event('stopped');
    stream.receive(event('terminated', { at: 1 }), event('stopped', { at: 2 }), event('stopped', { at: 3 }));
    expect([await stopped, await again, await dap.event('stopped')].map(({ body }) => body.at)).toEqual([1, 2, 3]);
  });
});

describe('the connection ends', () => {
  test('who waits for answers and events is told', async () => {
    const { stream, dap } = open();
    const waiting = [dap.request('threads'), dap.event('stopped'), dap.request('scopes')];
    stream.destroy();
    for (const each of waiting) await expect(each).rejects.toThrow(new DapClosed('dlv closed the connection'));
  });

  test('with the reason when there is one', async () => {
    const { stream, dap } = open();
    const waiting = dap.request('threads');
    stream.destroy(new Error('read ECONNRESET'));
    await expect(waiting).rejects.toThrow(new DapClosed('read ECONNRESET'));
  });

  test('what is asked afterwards is refused; what had come is still there', async () => {
    const { stream, dap } = open();
    stream.receive(event('terminated'));
    stream.destroy();
    await new Promise((resolve) => stream.once('close', resolve));
    expect(await dap.event('terminated')).toMatchObject({ event: 'terminated' });
    await expect(dap.event('terminated')).rejects.toBeInstanceOf(DapClosed);
    await expect(dap.request('threads')).rejects.toBeInstanceOf(DapClosed);
  });

  test.each([Buffer.from('nonsense\r\n\r\n'), framed(null), framed(7)])('by something that is not DAP', async (bytes) => {
    const { stream, dap } = open();
    const waiting = dap.request('threads');
    stream.receive(bytes);
    stream.destroy();
    await expect(waiting).rejects.toBeInstanceOf(DapClosed);
  });

  test('closing it ourselves is an end too', async () => {
    const { dap } = open();
    const waiting = dap.event('stopped');
    dap.close();
    await expect(waiting).rejects.toBeInstanceOf(DapClosed);
  });
});
