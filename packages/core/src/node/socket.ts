import { type ClientOptions, WebSocket } from 'ws';
import type { Dial, Socket } from '../streaming/host.ts';

const BROKEN = 1006;

const OPTIONS: ClientOptions & { readonly closeTimeout: number } = {
  // Audio does not compress, and each message would pass through zlib.
  perMessageDeflate: false,
  // Milliseconds. If the service does not answer, the default of 30 s would delay the end of the program.
  closeTimeout: 5000,
};

/** WebSockets of `ws`. They send the key in a header, can ping, and report why a handshake was refused. */
export const nodeDial: Dial = ({ url, headers }, events) => {
  let isClosed = false;
  const end = (code: number, reason: string, status?: number): void => {
    if (isClosed) return;
    isClosed = true;
    events.onClose(code, reason, status);
  };
  const socket = new WebSocket(url, { ...OPTIONS, headers });
  let errorCode = '';
  socket.on('open', () => events.onOpen());
  socket.on('message', (data: Buffer, isBinary: boolean) => events.onMessage(isBinary ? data : data.toString()));
  socket.on('pong', () => events.onPong());
  socket.on('unexpected-response', (request, response) => {
    end(BROKEN, '', response.statusCode);
    response.resume();
    request.destroy();
  });
  socket.on('error', (error: Error & { code?: string }) => (errorCode = error.code ?? ''));
  socket.on('close', (code, reason) => end(code, reason.toString() || (code === BROKEN ? errorCode : '')));
  return new NodeSocket(socket);
};

/** A class, because accessors of object literals are slow when there are many sockets. */
class NodeSocket implements Socket {
  readonly anyMemory = true;
  readonly #socket: WebSocket;

  constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  get buffered(): number {
    return this.#socket.bufferedAmount;
  }

  send(data: string | Uint8Array): void {
    // Without a callback, a failing send throws. The close event reports the failure.
    this.#socket.send(data, noop);
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }

  drop(): void {
    this.#socket.terminate();
  }

  ping(): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.ping(undefined, undefined, noop);
  }
}

const noop = (): void => undefined;
