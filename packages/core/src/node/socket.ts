import { type ClientOptions, WebSocket } from 'ws';
import type { Dial } from '../streaming/host.ts';

const BROKEN = 1006;

const OPTIONS: ClientOptions & { readonly closeTimeout: number } = {
  // Compressed audio gains nothing, and each message would cost a round through zlib.
  perMessageDeflate: false,
  // ms; a service that is gone must not keep a program from ending for half a minute.
  closeTimeout: 5000,
};

/** Sockets of `ws`: they carry the key in a header, ping, and say why a handshake was refused. */
export const nodeDial: Dial = ({ url, headers }, events) => {
  let told = false;
  const end = (code: number, reason: string, status?: number): void => {
    if (told) return;
    told = true;
    events.onClose(code, reason, status);
  };
  const socket = new WebSocket(url, { ...OPTIONS, headers });
  let trouble = '';
  socket.on('open', () => events.onOpen());
  socket.on('message', (data: Buffer, isBinary: boolean) => events.onMessage(isBinary ? data : data.toString()));
  socket.on('pong', () => events.onPong());
  socket.on('unexpected-response', (request, response) => {
    end(BROKEN, '', response.statusCode);
    response.resume();
    request.destroy();
  });
  socket.on('error', (error: Error & { code?: string }) => (trouble = error.code ?? ''));
  socket.on('close', (code, reason) => end(code, reason.toString() || (code === BROKEN ? trouble : '')));
  return {
    // Without a callback a failing send would throw; the close event says what there is to say.
    send: (data) => socket.send(data, noop),
    close: (code, reason) => socket.close(code, reason),
    drop: () => socket.terminate(),
    get buffered() {
      return socket.bufferedAmount;
    },
    ping() {
      if (socket.readyState === WebSocket.OPEN) socket.ping(undefined, undefined, noop);
    },
  };
};

const noop = (): void => undefined;
