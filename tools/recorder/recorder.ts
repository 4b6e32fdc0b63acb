import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Exchange, HOST_NAMES, type HostName, type RecordedBody, type Scenario } from './scenario.ts';
import { createScrubber } from './scrub.ts';
import { createSessionProxy, type RecordedSession } from './sessions.ts';

export interface RecorderOptions {
  /** Where requests go: base addresses of the real API, or of the stand-in. */
  readonly targets: Readonly<Record<HostName, string>>;
  /** @default a free one */
  readonly port?: number;
  readonly fetch?: typeof fetch;
  readonly now?: () => Date;
}

export interface Recorder {
  /** What to give a client as `hosts`. */
  readonly hosts: Readonly<Record<HostName, string>>;
  /** What was recorded so far, scrubbed. */
  scenario(name: string): Scenario;
  /** The WebSocket sessions so far, scrubbed. */
  sessions(): RecordedSession[];
  /**
   * Writes the scenario to `folder`, and each session beside it as `NAME.session-N.jsonl`, which the stand-in replays;
   * resolves with the paths. @throws when something secret is left in any of them; then nothing is written.
   */
  save(folder: string, name: string): Promise<string[]>;
  close(): Promise<void>;
}

/** Headers that belong to one connection and must not be passed on. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'te',
  'trailer',
  'host',
  'expect',
]);

/** A proxy that passes everything on and keeps a scrubbed copy. */
export async function startRecorder(options: RecorderOptions): Promise<Recorder> {
  const { targets, port = 0, fetch: fetchIt = fetch, now = () => new Date() } = options;
  const exchanges: Exchange[] = [];
  const scrubber = createScrubber();

  const server = createServer((message, response) => {
    pass(message, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else
        response
          .writeHead(502, { 'content-type': 'application/json' })
          .end(JSON.stringify({ error: `Recorder: ${reasonOf(error)}` }));
    });
  });
  const live: RecordedSession[] = [];
  const proxy = createSessionProxy({
    now: () => now().getTime(),
    onSession(session, authorization) {
      scrubber.learnSession(session.path, authorization);
      live.push(session);
    },
  });
  server.on('upgrade', (request, socket, head) => {
    const [, path] = /^\/streaming(\/.*)$/.exec(request.url ?? '') ?? [];
    if (path === undefined) socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
    else proxy.pass(request, socket, head, targets.streaming, path);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function pass(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, name = '', path = '/'] = /^\/([a-z]+)(\/.*)?$/.exec(message.url ?? '') ?? [];
    const host = HOST_NAMES.find((known) => known === name);
    if (host === undefined) {
      response.writeHead(404).end(`Use one of: ${HOST_NAMES.map((known) => `${origin}/${known}`).join(', ')}\n`);
      return;
    }
    const requestHeaders = headersOf(message.headers);
    const sending = keep(message, requestHeaders['content-type']);
    const hasBody = message.method !== 'GET' && message.method !== 'HEAD';
    const answer = await fetchIt(targets[host] + path, {
      method: message.method ?? 'GET',
      headers: requestHeaders,
      redirect: 'manual',
      ...(hasBody && { body: sending.stream, duplex: 'half' }),
    } as unknown as RequestInit);

    const responseHeaders = Object.fromEntries(
      [...answer.headers].filter(
        ([key]) => !HOP_BY_HOP.has(key) && key !== 'content-encoding' && key !== 'content-length',
      ),
    );
    response.writeHead(answer.status, responseHeaders);
    const receiving = keep(answer.body ?? [], answer.headers.get('content-type') ?? undefined);
    for await (const piece of receiving.stream) if (!response.write(piece)) await once(response, 'drain');
    // Kept before the client sees the end: what it has received is what was recorded.
    const requestBody = sending.body();
    const responseBody = receiving.body();
    exchanges.push(
      scrubber.scrub({
        request: {
          method: message.method ?? 'GET',
          host,
          path,
          headers: requestHeaders,
          ...(requestBody && { body: requestBody }),
        },
        response: {
          status: answer.status,
          headers: Object.fromEntries(answer.headers),
          ...(responseBody && { body: responseBody }),
        },
      }),
    );
    response.end();
  }

  const provenance = (): Scenario['provenance'] => ({ hosts: targets, recorded: now().toISOString().slice(0, 10) });

  const scenario = (name: string): Scenario => ({ name, provenance: provenance(), exchanges: [...exchanges] });

  const sessions = (): RecordedSession[] =>
    live.map(({ path, lines, ...rest }) => ({
      ...rest,
      path: scrubber.scrubText(path),
      lines: lines.map((line) => scrubber.scrubValue(line)),
    }));

  /** The files of a recording, by their names. */
  const files = (name: string): Record<string, string> => ({
    [`${name}.json`]: `${JSON.stringify(scenario(name), null, 2)}\n`,
    ...Object.fromEntries(
      sessions().map(({ lines, ...heading }, at) => [
        `${name}.session-${at + 1}.jsonl`,
        [{ name, provenance: provenance(), ...heading }, ...lines].map((line) => `${JSON.stringify(line)}\n`).join(''),
      ]),
    ),
  });

  return {
    hosts: Object.fromEntries(HOST_NAMES.map((name) => [name, `${origin}/${name}`])) as Record<HostName, string>,
    scenario,
    sessions,
    async save(folder, name) {
      const texts = Object.entries(files(name));
      for (const [, text] of texts) scrubber.check(text);
      await mkdir(folder, { recursive: true });
      return Promise.all(
        texts.map(async ([file, text]) => {
          const path = join(folder, file);
          await writeFile(path, text);
          return path;
        }),
      );
    },
    close: () =>
      new Promise((resolve) => {
        proxy.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Most text kept of one body, bytes; what is longer is kept as a measure. */
const LONGEST_TEXT = 20 * 2 ** 20;

/** Passes bytes on as they come, and keeps them where they are text. */
function keep(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  contentType = '',
): { readonly stream: AsyncGenerator<Uint8Array>; body(): RecordedBody | undefined } {
  const hash = createHash('sha256');
  const isText = /json|^text\/|xml/.test(contentType);
  let kept: Uint8Array[] | undefined = isText ? [] : undefined;
  let bytes = 0;
  async function* read(): AsyncGenerator<Uint8Array> {
    for await (const piece of source) {
      bytes += piece.byteLength;
      hash.update(piece);
      if (bytes > LONGEST_TEXT) kept = undefined;
      kept?.push(piece);
      yield piece;
    }
  }
  return {
    stream: read(),
    body() {
      if (bytes === 0) return undefined;
      if (kept === undefined) return { bytes, sha256: hash.digest('hex') };
      const text = Buffer.concat(kept).toString('utf8');
      try {
        return { json: JSON.parse(text) as unknown };
      } catch {
        return { text };
      }
    },
  };
}

const headersOf = (headers: IncomingMessage['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || HOP_BY_HOP.has(name) ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );

const reasonOf = (error: unknown): string => {
  const { message, cause } = error as { message?: string; cause?: { code?: string } };
  return cause?.code ?? message ?? 'unknown';
};
