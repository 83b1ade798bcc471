import type { Socket } from 'node:net';

interface Answer {
  return?: unknown;
  error?: { class: string; desc: string };
  event?: string;
  id?: number;
}

/** Speaks with qemu itself: QMP, one JSON object per line. https://www.qemu.org/docs/master/interop/qmp-spec.html */
export class Monitor {
  #text = '';
  #serial = 0;
  readonly #waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();

  constructor(private readonly socket: Socket) {
    socket.setEncoding('utf8').on('data', (text: string) => this.#take(text));
    socket.on('error', () => {});
    socket.on('close', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('qemu closed its monitor'));
      this.#waiting.clear();
    });
  }

  /** @throws what qemu says against it */
  execute<T>(command: string, parameters: Record<string, unknown> = {}): Promise<T> {
    const id = ++this.#serial;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      if (this.socket.destroyed) reject(new Error('qemu closed its monitor'));
      this.socket.write(`${JSON.stringify({ execute: command, arguments: parameters, id })}\n`);
    });
  }

  #take(text: string): void {
    this.#text += text;
    const lines = this.#text.split('\n');
    this.#text = lines.pop() ?? '';
    for (const line of lines.filter((each) => each.trim() !== '')) this.#hear(JSON.parse(line) as Answer);
  }

  #hear(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id ?? -1);
    if (!waiting) return;
    this.#waiting.delete(answer.id as number);
    if (answer.error) waiting.reject(new Error(answer.error.desc));
    else waiting.resolve(answer.return);
  }
}
