import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Echo } from './echoes.ts';

/** A server that gives every request the same response, until another is set. */
export interface EchoServer {
  readonly url: string;
  answer(echo: Echo): void;
  close(): Promise<void>;
}

export async function startEchoServer(): Promise<EchoServer> {
  let echo: Echo | undefined;
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      if (echo === undefined) return void response.end();
      response.writeHead(echo.status, echo.statusText, { ...echo.headers });
      response.end(echo.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: (next) => void (echo = next),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
