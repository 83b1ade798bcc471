import type { Duplex } from 'node:stream';

const HEADER_END = Buffer.from('\r\n\r\n');
const MAX_HEADER = 8 * 1024;
const MAX_BODY = 64 * 1024 * 1024;

/**
 * The base protocol of DAP over a byte stream: `Content-Length: N`, an empty line, N bytes of JSON.
 * https://microsoft.github.io/debug-adapter-protocol/overview#base-protocol
 */
export class Transport {
  #pending: Buffer = Buffer.alloc(0);

  /**
   * @param stream connected to dlv
   * @param onMessage called with each message as it arrives
   * @param onEnd called once, when no more can come; with the reason when it is not an orderly end
   */
  constructor(
    private readonly stream: Duplex,
    private readonly onMessage: (message: unknown) => void,
    onEnd: (reason?: string) => void,
  ) {
    let ended = false;
    const end = (reason?: string) => {
      if (!ended) onEnd(reason);
      ended = true;
    };
    stream.on('data', (bytes: Buffer) => {
      try {
        this.#take(bytes);
      } catch (error) {
        end((error as Error).message);
        stream.destroy();
      }
    });
    stream.once('end', () => end());
    stream.once('close', () => end());
    stream.once('error', (error) => end(error.message));
  }

  send(message: unknown): void {
    const body = Buffer.from(JSON.stringify(message));
    this.stream.write(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]));
  }

  close(): void {
    this.stream.destroy();
  }

  #take(bytes: Buffer): void {
    this.#pending = this.#pending.length === 0 ? bytes : Buffer.concat([this.#pending, bytes]);
    for (;;) {
      const headerEnd = this.#pending.indexOf(HEADER_END);
      if (headerEnd < 0) {
        if (this.#pending.length > MAX_HEADER) throw new Error('not DAP: no header within 8 KiB');
        return;
      }
      const header = this.#pending.toString('latin1', 0, headerEnd);
      const length = Number(/^Content-Length: *(\d+) *$/im.exec(header)?.[1] ?? Number.NaN);
      if (!(length <= MAX_BODY)) throw new Error(`not DAP: a header without a usable Content-Length: ${header.slice(0, 200)}`);
      const bodyStart = headerEnd + HEADER_END.length;
      if (this.#pending.length < bodyStart + length) return;
      const body = this.#pending.toString('utf8', bodyStart, bodyStart + length);
      this.#pending = this.#pending.subarray(bodyStart + length);
      this.onMessage(JSON.parse(body));
    }
  }
}
