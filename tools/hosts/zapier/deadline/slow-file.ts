import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { VirtualClock } from '@aai-connectors/stand-in';

/** Serves a file of 100 parts that takes `ms` to its end. */
export async function slowFile(
  clock: VirtualClock,
  ms: number,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const parts = 100;
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'audio/wav' });
    let left = parts;
    const send = (): void => {
      if (response.destroyed) return;
      response.write(Buffer.alloc(1024, left));
      if (--left === 0) response.end();
      else clock.schedule(ms / parts, send);
    };
    send();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/call.wav`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
