import type { Duplex } from 'node:stream';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { Transport } from './transport.js';

/** dlv answered a request with `success: false`; the message is dlv's own. */
export class DapError extends Error {}
/** The connection ended while something was still awaited. */
export class DapClosed extends Error {}

type Settle<T> = { resolve: (value: T) => void; reject: (error: Error) => void };
type Waiter = Settle<DebugProtocol.Event> & { names: readonly string[] };

/** A DAP client over any byte stream: requests with their answers, and events awaited by name. */
export class DapClient {
  readonly #transport: Transport;
  readonly #requests = new Map<number, Settle<unknown>>();
  readonly #waiters: Waiter[] = [];
  readonly #events: DebugProtocol.Event[] = [];
  #seq = 0;
  #closed: DapClosed | undefined;

  constructor(stream: Duplex) {
    this.#transport = new Transport(
      stream,
      (message) => this.#dispatch(message as DebugProtocol.ProtocolMessage),
      (reason) => this.#end(new DapClosed(reason ?? 'dlv closed the connection')),
    );
  }

  /**
   * Sends a request.
   * @returns the body of the answer
   * @throws DapError with dlv's words, DapClosed when the connection ends first
   */
  request<T = unknown>(command: string, args?: unknown): Promise<T> {
    if (this.#closed) return Promise.reject(this.#closed);
    const seq = ++this.#seq;
    return new Promise<T>((resolve, reject) => {
      this.#requests.set(seq, { resolve: resolve as (value: unknown) => void, reject });
      this.#transport.send({ seq, type: 'request', command, ...(args === undefined ? {} : { arguments: args }) });
    });
  }

  /** The next event of one of these names that was not handed out yet, in the order of arrival. */
  event(...names: string[]): Promise<DebugProtocol.Event> {
    const at = this.#events.findIndex((event) => names.includes(event.event));
    if (at >= 0) return Promise.resolve(this.#events.splice(at, 1)[0] as DebugProtocol.Event);
    if (this.#closed) return Promise.reject(this.#closed);
    return new Promise((resolve, reject) => this.#waiters.push({ names, resolve, reject }));
  }

  close(): void {
    this.#transport.close();
  }

  #dispatch(message: DebugProtocol.ProtocolMessage): void {
    if (message.type === 'response') this.#answer(message as DebugProtocol.Response);
    else if (message.type === 'event') this.#happen(message as DebugProtocol.Event);
  }

  #answer(response: DebugProtocol.Response): void {
    const settle = this.#requests.get(response.request_seq);
    this.#requests.delete(response.request_seq);
    if (response.success) settle?.resolve(response.body);
    else settle?.reject(new DapError(errorText(response)));
  }

  #happen(event: DebugProtocol.Event): void {
    const at = this.#waiters.findIndex((waiter) => waiter.names.includes(event.event));
    if (at >= 0) this.#waiters.splice(at, 1)[0]?.resolve(event);
    else if (event.event !== 'output') this.#events.push(event);
  }

  #end(reason: DapClosed): void {
    this.#closed = reason;
    for (const settle of [...this.#requests.values(), ...this.#waiters]) settle.reject(reason);
    this.#requests.clear();
    this.#waiters.length = 0;
  }
}

/** dlv puts the exact cause into `body.error.format`; `message` is only a title (Delve service/dap/server.go, v1.27.2). */
function errorText(response: DebugProtocol.Response): string {
  const { error } = (response as DebugProtocol.ErrorResponse).body ?? {};
  if (!error?.format) return response.message ?? `${response.command} failed`;
  return error.format.replace(/\{(\w+)\}/g, (whole, name) => error.variables?.[name] ?? whole);
}
