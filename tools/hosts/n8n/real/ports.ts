import { createServer, type Server } from 'node:net';

/** Below the range that Linux gives to outgoing connections, so that a port is still free after a restart. */
const FIRST = 20_000;
const COUNT = 12_000;

/** Loopback ports that nothing listens on, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const held: Server[] = [];
  try {
    while (held.length < count) {
      const server = await listening(FIRST + Math.floor(Math.random() * COUNT));
      if (server !== undefined) held.push(server);
    }
    return held.map(portOf);
  } finally {
    await Promise.all(held.map((server) => new Promise((closed) => server.close(closed))));
  }
}

function listening(port: number): Promise<Server | undefined> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A loopback server has no port.');
  return address.port;
}
