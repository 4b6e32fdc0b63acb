import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';

/** A WebSocket server that a trigger connects to. */
export interface AudioServer {
  readonly url: string;
  /** Breaks all connections, without a close handshake. */
  cut(): void;
  close(): Promise<void>;
}

export type AudioServerOptions =
  /** Sends this audio to each client, in real time, and closes the connection. */
  | { readonly audio: Uint8Array; readonly bytesPerMs: number }
  /** Connects each client with another server. */
  | { readonly relayTo: string };

const CHUNK_MS = 50;

export async function audioServer(options: AudioServerOptions): Promise<AudioServer> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  server.on('connection', (socket) => {
    socket.on('error', () => socket.terminate());
    if ('relayTo' in options) relay(socket, options.relayTo);
    else void play(socket, options.audio, options.bytesPerMs);
  });
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    cut() {
      for (const socket of server.clients) socket.terminate();
    },
    async close() {
      for (const socket of server.clients) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function play(socket: WebSocket, audio: Uint8Array, bytesPerMs: number): Promise<void> {
  const startedAt = performance.now();
  const bytes = CHUNK_MS * bytesPerMs;
  for (let at = 0; at < audio.length && socket.readyState === socket.OPEN; at += bytes) {
    const aheadMs = at / bytesPerMs - (performance.now() - startedAt);
    if (aheadMs > 0) await new Promise((resolve) => setTimeout(resolve, aheadMs));
    socket.send(audio.subarray(at, at + bytes));
  }
  socket.close(1000);
}

function relay(client: WebSocket, address: string): void {
  const server = new WebSocket(address);
  const waiting: string[] = [];
  server.on('error', () => client.terminate());
  server.on('open', () => {
    for (const text of waiting.splice(0)) server.send(text);
  });
  client.on('message', (data: Buffer) => {
    if (server.readyState === server.OPEN) server.send(data.toString());
    else waiting.push(data.toString());
  });
  server.on('message', (data: Buffer) => client.send(data.toString()));
  client.on('close', () => server.terminate());
  server.on('close', () => client.terminate());
}
