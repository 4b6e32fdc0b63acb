import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A door to a port that otherwise only this machine sees. */
export interface Relay {
  readonly port: number;
  close(): Promise<void>;
}

/** Makes `port` of this machine reachable from its network, under another port. */
export async function openRelay(port: number): Promise<Relay> {
  const open = new Set<Socket>();
  const server = createServer((outside) => {
    open.add(outside.on('close', () => open.delete(outside)));
    const inside = connect(port, '127.0.0.1');
    outside.on('error', () => inside.destroy()).pipe(inside);
    inside.on('error', () => outside.destroy()).pipe(outside);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
