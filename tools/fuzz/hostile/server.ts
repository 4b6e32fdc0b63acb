import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Random } from '../random.ts';
import type { Mode } from './modes.ts';

/** Bytes of one answer after which the server gives up: many times what a client may take. */
const MOST_BYTES = 64 * 2 ** 20;

/** A server that means harm. */
export interface HostileServer {
  readonly url: string;
  /** Every request from now on meets this mode. */
  begin(mode: Mode, random: Random): void;
  /** Since then: requests, and the largest number of bytes that one client took of an endless answer. */
  readonly requests: () => number;
  readonly mostBytes: () => number;
  /** Ends all connections. */
  end(): void;
  close(): Promise<void>;
}

export async function startHostileServer(): Promise<HostileServer> {
  let mode: Mode = () => undefined;
  let random: Random | undefined;
  let count = 0;
  let most = 0;
  const server = createServer({ requestTimeout: 0 }, (request, response) => {
    count++;
    request.on('error', () => undefined);
    response.on('error', () => undefined);
    request.resume();
    request.once('end', () => {
      const gone = new AbortController();
      response.once('close', () => gone.abort());
      void mode({
        request,
        response,
        random: random!,
        url,
        count,
        async pour(piece, pauseMs) {
          for (let sent = 0; sent < MOST_BYTES && !gone.signal.aborted;) {
            const isTaken = response.write(piece);
            sent += piece.length;
            most = Math.max(most, sent);
            if (pauseMs !== undefined) await wait(pauseMs);
            else if (!isTaken) await once(response, 'drain', { signal: gone.signal }).catch(() => undefined);
          }
          response.destroy();
        },
      });
    });
  });
  server.on('clientError', (_, socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    begin(next, source) {
      mode = next;
      random = source;
      count = most = 0;
    },
    requests: () => count,
    mostBytes: () => most,
    end: () => server.closeAllConnections(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
