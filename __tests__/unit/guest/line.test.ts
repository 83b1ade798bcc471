import { Duplex } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { GuestRefused, Line, LineClosed } from '../../../src/guest/line.js';

/** The other end of a line: what the host said, and what the guest says. */
class Wire extends Duplex {
  said = '';
  override _read(): void {}
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.said += chunk.toString('latin1');
    done();
  }
  /** The messages of the host; raw bytes are left out. */
  asked(): Record<string, unknown>[] {
    return this.said.split('\n').flatMap((text) => (text.startsWith('{') ? [JSON.parse(text)] : []));
  }
  tell(...messages: (Record<string, unknown> | string)[]): void {
    for (const each of messages) this.push(typeof each === 'string' ? each : frame(each));
  }
}

const frame = (message: Record<string, unknown>, data?: string) =>
  `${JSON.stringify(data === undefined ? message : { ...message, bytes: Buffer.byteLength(data) })}\n${data ?? ''}`;
const HELLO = { event: 'hello', version: 1, arch: 'arm64', kernel: '6.1.0', cpus: 2, memory: 227, started: 1400, uptime: 1500 };
const turn = () => new Promise((resolve) => setImmediate(resolve));

function makeLine(): { wire: Wire; line: Line } {
  const wire = new Wire();
  return { wire, line: new Line(wire) };
}

/** Reads all that a stream has now. */
function heard(stream: Duplex): () => string {
  let text = '';
  stream.on('data', (bytes: Buffer) => {
    text += bytes.toString('latin1');
  });
  return () => text;
}

describe('a whole conversation', () => {
  const TEXT = [
    frame(HELLO),
    frame({ event: 'pong', id: 1, uptime: 5 }),
    frame({ event: 'started', id: 2, pid: 70 }),
    frame({ event: 'output', id: 2, stream: 'stdout' }, 'API server\nlistening {"x":1}\n'),
    frame({ event: 'connected', id: 3 }),
    frame({ event: 'data', id: 3 }, '\0\n{"event":"hello"}\n\u00ff'),
    frame({ event: 'closed', id: 3 }),
    frame({ event: 'ended', id: 2, signal: 5 }),
  ].join('');
  const BYTES = Buffer.from(TEXT, 'latin1');
  // The last byte of the data is one of Latin 1: its length there is 1, and 2 in UTF-8.
  const FIXED = Buffer.from(TEXT.replace('"bytes":22', '"bytes":21'), 'latin1');

  async function converse(pieces: Buffer[]): Promise<unknown> {
    const { wire, line } = makeLine();
    const asked = {
      pong: line.answers(60_000),
      program: line.start({ args: ['/dlv'], env: [], dir: '/' }),
      stream: line.connect('127.0.0.1:1'),
    };
    for (const piece of pieces) wire.push(piece);
    await turn();
    const program = await asked.program;
    const stream = await asked.stream;
    const text = heard(stream);
    const over = new Promise((resolve) => stream.once('end', resolve));
    await over;
    const told = { hello: await line.hello, pong: await asked.pong, pid: program.pid, ended: await program.ended };
    wire.destroy();
    return { ...told, output: program.output(), data: text() };
  }
  const WHOLE = {
    ...{ hello: expect.objectContaining({ arch: 'arm64', kernel: '6.1.0' }), pong: true, pid: 70, ended: 'ended by SIGTRAP' },
    ...{ output: 'API server\nlistening {"x":1}\n', data: '\0\n{"event":"hello"}\n\u00ff' },
  };

  test('in one piece', async () => {
    expect(BYTES.length).toBe(FIXED.length);
    expect(await converse([FIXED])).toEqual(WHOLE);
  });

  test('split in two at every byte', async () => {
    for (let at = 1; at < FIXED.length; at++) expect(await converse([FIXED.subarray(0, at), FIXED.subarray(at)])).toEqual(WHOLE);
  });

  test('byte by byte', async () => {
    expect(await converse([...FIXED].map((byte) => Buffer.from([byte])))).toEqual(WHOLE);
  });
});

describe('what is no message ends the line', () => {
  test.each([
    ['no JSON', 'Kernel panic\n'],
    ['a line without an end', 'x'.repeat((1 << 18) + 1)],
    ['too many bytes', '{"event":"data","id":1,"bytes":99999999}\n'],
    ['fewer bytes than none', '{"event":"data","id":1,"bytes":-1}\n'],
    ['a number of bytes that is none', '{"event":"data","id":1,"bytes":"many"}\n'],
    ['bytes that are no whole number', '{"event":"data","id":1,"bytes":1.5}\nab'],
    ['another version', frame({ ...HELLO, version: 2 })],
  ])('%s', async (_, text) => {
    const { wire, line } = makeLine();
    const asked = line.request('ping');
    wire.tell(text);
    await expect(asked).rejects.toBeInstanceOf(LineClosed);
    await expect(line.hello).rejects.toThrow(/the line to the guest ended: (?:what came over it is no message|it speaks version 2, not 1)/);
    expect(wire.destroyed).toBe(true);
  });
});

describe('a line', () => {
  test('takes no notice of answers that nobody waits for', async () => {
    const { wire, line } = makeLine();
    const asked = line.request('take', { files: [] });
    wire.tell({ event: 'done', id: 99 }, frame({ event: 'data', id: 98 }, 'abc'), { event: 'news' }, {}, '[]\n', 'null\n', '7\n', {
      event: 'done',
      id: 1,
    });
    expect(await asked).toMatchObject({ event: 'done', id: 1 });
    wire.destroy();
  });

  test('hands on why something was refused', async () => {
    const { wire, line } = makeLine();
    const asked = [line.request('take'), line.start({ args: ['/x'], env: [], dir: '/' }), line.connect('127.0.0.1:9')];
    wire.tell({ event: 'done', id: 1, error: 'no memory' }, { event: 'done', id: 2, error: 'fork/exec /x: exec format error' });
    wire.tell({ event: 'closed', id: 3, error: 'connection refused' });
    await expect(asked[0]).rejects.toEqual(new GuestRefused('no memory'));
    await expect(asked[1]).rejects.toEqual(new GuestRefused('fork/exec /x: exec format error'));
    await expect(asked[2]).rejects.toEqual(new GuestRefused('connection refused'));
    wire.destroy();
  });

  test('that ends ends all that waits on it, and later requests at once', async () => {
    const { wire, line } = makeLine();
    const program = line.start({ args: ['/dlv'], env: [], dir: '/' });
    const waiting = line.start({ args: ['/dlv'], env: [], dir: '/' });
    const stream = line.connect('127.0.0.1:1');
    wire.tell({ event: 'started', id: 1, pid: 70 }, { event: 'connected', id: 3 });
    const [running, connection] = [await program, await stream];
    const over = new Promise((resolve) => connection.once('end', resolve).resume());
    wire.destroy();
    expect(await running.ended).toBe('gone with the guest');
    await expect(waiting).rejects.toBeInstanceOf(LineClosed);
    await over;
    await expect(line.request('ping')).rejects.toBeInstanceOf(LineClosed);
    expect(await line.answers(60_000)).toBe(false);
    await running.signal(9);
  });

  test('has no answer when there is none in time', async () => {
    const { wire, line } = makeLine();
    expect(await line.answers(1)).toBe(false);
    wire.destroy();
  });

  test('carries what is written in pieces, and says when it is over', async () => {
    const { wire, line } = makeLine();
    const stream = line.connect('127.0.0.1:1');
    wire.tell({ event: 'connected', id: 1 });
    const connection = await stream;
    connection.write(Buffer.alloc(20_000, 'x'));
    connection.destroy();
    await turn();
    const [connect, ...rest] = wire.asked();
    expect(connect).toEqual({ op: 'connect', id: 1, address: '127.0.0.1:1' });
    const pieces = wire.said.split(/(?=\{)/).slice(1);
    expect(pieces.map((each) => JSON.parse(each.split('\n')[0] as string).op)).toEqual(['data', 'data', 'data', 'close']);
    expect(wire.said.replaceAll(/[^x]/g, '').length).toBeGreaterThanOrEqual(20_000);
    expect(rest.length).toBeGreaterThan(0);
    wire.destroy();
  });

  test('lets a program of the guest dial', async () => {
    const { wire, line } = makeLine();
    const listening = line.listen();
    wire.tell({ event: 'done', id: 1, address: '127.0.0.1:4000' });
    const { address, accept } = await listening;
    expect(address).toBe('127.0.0.1:4000');
    wire.tell({ event: 'connected', id: 1 }, frame({ event: 'data', id: 1 }, 'hi'));
    const connection = await accept();
    const text = heard(connection);
    wire.tell({ event: 'closed', id: 1 });
    await new Promise((resolve) => connection.once('end', resolve));
    expect(text()).toBe('hi');
    wire.destroy();
  });

  test('tells how a program ended', async () => {
    const { wire, line } = makeLine();
    const ends = [{ code: 3 }, {}, { signal: 9 }, { signal: 40 }];
    const programs = ends.map(() => line.start({ args: ['/x'], env: [], dir: '/' }));
    for (const [at, end] of ends.entries()) wire.tell({ event: 'started', id: at + 1, pid: at }, { event: 'ended', id: at + 1, ...end });
    const told = await Promise.all(programs.map(async (each) => (await each).ended));
    expect(told).toEqual(['exit code 3', 'exit code 0', 'ended by SIGKILL', 'ended by signal 40']);
    wire.destroy();
  });
});
