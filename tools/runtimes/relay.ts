import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A local network between a client and a server, which a test can cut. */
export interface Relay {
  /** Base address for the client. */
  readonly url: string;
  /** Bytes that the client has sent. */
  readonly sentBytes: number;
  /** Ends all connections without a handshake and refuses new ones for `ms` milliseconds. */
  cut(ms: number): void;
  close(): Promise<void>;
}

/** @param server base address, such as `http://127.0.0.1:4000` */
export async function startRelay(server: string): Promise<Relay> {
  const { hostname, port } = new URL(server);
  const sockets = new Set<Socket>();
  let sentBytes = 0;
  let cutUntil = 0;
  const drop = (): void => sockets.forEach((socket) => socket.destroy());
  const relay = createServer((client) => {
    if (performance.now() < cutUntil) return void client.destroy();
    const upstream = connect(Number(port), hostname);
    client.on('data', ({ length }) => (sentBytes += length));
    client.pipe(upstream).pipe(client);
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(relay.address() as AddressInfo).port}`,
    get sentBytes() {
      return sentBytes;
    },
    cut(ms) {
      cutUntil = performance.now() + ms;
      drop();
    },
    close() {
      drop();
      return new Promise((resolve) => relay.close(() => resolve()));
    },
  };
}
