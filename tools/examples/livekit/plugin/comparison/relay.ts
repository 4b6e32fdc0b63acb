import { readFile } from 'node:fs/promises';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { createServer } from 'node:tls';

/** A network between a client and the API, which can break. */
export interface Relay {
  /** `wss://localhost:PORT` */
  readonly url: string;
  /** Breaks all connections, as a network does. */
  cut(): void;
  close(): void;
}

/** Passes connections with TLS on to a port of this machine. */
export async function startRelay(port: number, files: { readonly key: string; readonly cert: string }): Promise<Relay> {
  const sockets = new Set<Socket>();
  const server = createServer({ key: await readFile(files.key), cert: await readFile(files.cert) }, (client) => {
    const upstream = connect(port, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      // The close event follows.
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = (): void => sockets.forEach((socket) => socket.destroy());
  return {
    url: `wss://localhost:${(server.address() as AddressInfo).port}`,
    cut,
    close() {
      server.close();
      cut();
    },
  };
}
