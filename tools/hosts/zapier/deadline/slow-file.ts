import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline, Readable } from 'node:stream';
import type { VirtualClock } from '@aai-connectors/stand-in';

const PARTS = 100;

/** The parts of a file that takes `ms` to its end. */
export async function* slowParts(clock: VirtualClock, ms: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < PARTS; at++) {
    if (at > 0) await new Promise<void>((resolve) => clock.schedule(ms / PARTS, () => resolve()));
    yield Buffer.alloc(1024, at);
  }
}

/** Serves such a file. */
export async function slowFile(
  clock: VirtualClock,
  ms: number,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'audio/wav' });
    pipeline(Readable.from(slowParts(clock, ms)), response, () => undefined);
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
