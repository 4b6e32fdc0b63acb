import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { type AnswerFault, drained, type Scene } from './answer-fault.ts';
import { pause } from './clock.ts';
import { bytesOf, errorAnswer, headersOf, Refusal, writeAnswer } from './http.ts';

/** Where `redirect` leads: the same server under its other name, which a client must take for another host. */
export const ELSEWHERE = '/_elsewhere';

const MEBIBYTE = 1024 * 1024;

/** Bytes after which `endless` ends all the same, by a reset: more than any client should take. */
export const ENDLESS_BYTES = 256 * MEBIBYTE;

/** Bytes that `bomb` unpacks to. */
export const BOMB_BYTES = 128 * MEBIBYTE;

/** What is sent at a time. */
const PIECE = Buffer.alloc(64 * 1024, 'a');

const keyOf = ({ request }: Scene): string => request.headers.authorization ?? '';

/** 401 in words that quote the key. */
const refuseKey = (key: string): Refusal => new Refusal(401, `Authentication error, API token ${key} is invalid`);

/** Answers of a service, or of something on the way to it, that means harm or is badly broken. */
export const HOSTILE_ANSWERS: Readonly<Record<string, AnswerFault>> = {
  'echo-key-body': {
    description: 'The key is refused, and the error in the body quotes it.',
    handled: false,
    async play(scene) {
      await drained(scene.request);
      await writeAnswer(scene.response, errorAnswer(scene.path, refuseKey(keyOf(scene))));
    },
  },
  'echo-key-header': {
    description: 'The key is refused, and headers such as X-Request-Id hold it.',
    handled: false,
    async play(scene) {
      await drained(scene.request);
      const key = keyOf(scene);
      const { json } = errorAnswer(scene.path, new Refusal(401, 'Authentication error, API token missing/invalid'));
      const headers = { 'x-request-id': key, 'x-error': `invalid token ${key}`, 'www-authenticate': `Key ${key}` };
      await writeAnswer(scene.response, { status: 401, json, headers });
    },
  },
  'echo-key-status': {
    description: 'The key is refused, and the status text quotes it; no body.',
    handled: false,
    async play(scene) {
      await drained(scene.request);
      scene.response.statusMessage = `Invalid token ${keyOf(scene)}`;
      await writeAnswer(scene.response, { status: 401 });
    },
  },
  redirect: {
    description: 'The answer leads to another host, which would get the body too (307).',
    handled: false,
    async play({ request, response }) {
      await drained(request);
      const { hostname, port } = new URL(`http://${request.headers.host ?? 'localhost'}`);
      const other = hostname === 'localhost' ? '127.0.0.1' : 'localhost';
      const location = `http://${other}:${port}${ELSEWHERE}${request.url ?? '/'}`;
      await writeAnswer(response, { status: 307, headers: { location } });
    },
  },
  drip: {
    description: 'Processes the request and sends the response byte by byte, with a pause after each.',
    handled: true,
    async play({ response, clock, dripMs, closed, handle }) {
      const answer = await handle();
      const bytes = bytesOf(answer);
      const stop = stopOf(response, closed);
      response.writeHead(answer.status, { ...headersOf(answer), 'content-length': bytes.byteLength });
      response.flushHeaders();
      for (const byte of bytes) {
        await written(response, Buffer.of(byte));
        await pause(clock, dripMs, stop);
        if (stop.aborted) return;
      }
      response.end();
    },
  },
  endless: {
    description: `Processes the request and sends an endless body (a reset after ${ENDLESS_BYTES / MEBIBYTE} MiB).`,
    handled: true,
    async play({ request, response, closed, handle }) {
      const { status } = await handle();
      const stop = stopOf(response, closed);
      response.writeHead(status, { 'content-type': 'application/json' });
      await written(response, Buffer.from('{"text":"'));
      for (let sent = 0; sent < ENDLESS_BYTES && !stop.aborted; sent += PIECE.byteLength)
        await written(response, PIECE);
      request.socket.resetAndDestroy();
    },
  },
  bomb: {
    description: `Processes the request and sends a small body that unpacks to ${BOMB_BYTES / MEBIBYTE} MiB (gzip).`,
    handled: true,
    async play({ response, handle }) {
      const { status } = await handle();
      const bytes = (bomb ??= packed());
      response.writeHead(status, {
        'content-type': 'application/json',
        'content-encoding': 'gzip',
        'content-length': bytes.byteLength,
      });
      response.end(bytes);
    },
  },
};

let bomb: Buffer | undefined;

/** JSON with one long text. A gzip file may have many members, so that no more than one of them is ever unpacked here. */
function packed(): Buffer {
  const [start, end] = ['{"text":"', '"}'];
  const member = gzipSync(Buffer.alloc(MEBIBYTE, 'a'));
  const members = Array<Buffer>(BOMB_BYTES / MEBIBYTE).fill(member);
  return Buffer.concat([gzipSync(start), ...members, gzipSync(end)]);
}

/** Fires when the client has gone or the stand-in closes. */
function stopOf(response: ServerResponse, closed: AbortSignal): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  if (response.destroyed) gone.abort();
  return AbortSignal.any([gone.signal, closed]);
}

/** Resolves when the client has taken it, or has gone. */
const written = (response: ServerResponse, bytes: Buffer): Promise<void> =>
  new Promise((resolve) => {
    response.once('close', resolve);
    response.write(bytes, () => {
      response.off('close', resolve);
      resolve();
    });
  });
