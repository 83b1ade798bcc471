import { Duplex } from 'node:stream';

/** A byte stream without a network: what is written to it is kept, what it receives is given by hand. */
export class FakeStream extends Duplex {
  readonly written: string[] = [];

  override _write(bytes: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.written.push(bytes.toString('utf8'));
    done();
  }

  override _read(): void {}

  /** Each piece arrives as a chunk of its own. */
  receive(...pieces: Buffer[]): void {
    for (const piece of pieces) this.emit('data', piece);
  }
}

/** A message as it goes over the wire. */
export function framed(message: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(message));
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]);
}
