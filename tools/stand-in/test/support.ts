import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, onTestFinished } from 'vitest';
import {
  vendorContract,
  alignmentEngine,
  isVirtual,
  type VirtualClock,
  replayEngine,
  type StandIn,
  type StandInOptions,
  startStandIn,
} from '../index.ts';

export const contract = vendorContract();

/** A recorded answer, for tests that need words but no recognizer. */
export const WILDFIRES = 'https://assembly.ai/wildfires.mp3';

/** More than every default time of a job together. */
export const LONG_ENOUGH = 1000;

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body, parsed. */
  readonly json: Json;
}

// What comes back is what is being tested, so no type is claimed for it.
export type Json = { readonly [key: string]: unknown };

export interface CallOptions {
  readonly json?: unknown;
  readonly body?: Uint8Array<ArrayBuffer> | string;
  readonly headers?: Record<string, string>;
  readonly key?: string | null;
}

export interface Session {
  readonly standIn: StandIn;
  readonly clock: VirtualClock;
  /** Sends a request, and checks the answer against the vendor's description. */
  call(method: string, path: string, options?: CallOptions): Promise<Reply>;
  /** Submits, lets time pass, and reads the transcript. */
  transcribe(params: Json): Promise<Json>;
  upload(bytes: Uint8Array<ArrayBuffer>): Promise<string>;
}

/** One recognizer for all tests of a file: starting it and listening take longer than everything else. */
const recognizer = alignmentEngine();
afterAll(() => recognizer.close?.());
const { name, transcribe } = recognizer;
const engines = [replayEngine(), { name, transcribe }];

/** A stand-in for one test, on a clock that stands still. */
export async function session(options: StandInOptions = {}): Promise<Session> {
  const standIn = await startStandIn({ clock: 'manual', engines, ...options });
  onTestFinished(() => standIn.close());
  const { clock } = standIn;
  if (!isVirtual(clock)) throw new Error('These tests need a clock that can be moved.');

  const call: Session['call'] = async (
    method,
    path,
    { json, body, headers = {}, key = standIn.keys[0] ?? '' } = {},
  ) => {
    const response = await fetch(`${standIn.url}${path}`, {
      method,
      headers: { ...headers, ...(key !== null && { authorization: key }) },
      ...((json !== undefined || body !== undefined) && { body: body ?? JSON.stringify(json) }),
    });
    const text = await response.text();
    const reply = { status: response.status, headers: response.headers, text, json: parsed(text) };
    expect(complaints(method, path, reply)).toEqual([]);
    return reply;
  };

  return {
    standIn,
    clock,
    call,
    async transcribe(params) {
      const { status, json } = await call('POST', '/v2/transcript', { json: params });
      expect(json).toMatchObject({ status: 'queued' });
      expect(status).toBe(200);
      await clock.advance(LONG_ENOUGH);
      return (await call('GET', `/v2/transcript/${String(json['id'])}`)).json;
    },
    async upload(bytes) {
      const { json } = await call('POST', '/v2/upload', { body: bytes });
      return String(json['upload_url']);
    },
  };
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return {};
  }
}

/** What the description has against an answer. Faults and captions are not JSON of the API. */
function complaints(method: string, target: string, { status, json, headers }: Reply): string[] {
  const [path = ''] = target.split('?');
  if (path.startsWith('/_stand-in/') || headers.get('content-type') !== 'application/json') return [];
  if (path.startsWith('/v1/')) {
    if (status >= 400) return contract.schema('gateway', 'ErrorResponse', json);
    return path === '/v1/chat/completions' ? contract.schema('gateway', 'Response', json) : [];
  }
  // No description has the shape that live logs show; the test of tokens states it.
  if (path === '/v3/token' && status === 422) return [];
  if (status >= 400) return contract.schema('rest', 'Error', json);
  if (path === '/v3/token') return contract.response('token', 'get', path, 200, json);
  if (path.startsWith('/lemur/')) {
    return contract.schema('rest', method === 'DELETE' ? 'PurgeLemurRequestDataResponse' : 'LemurResponse', json);
  }
  // The states of waiting and failing are documented, but missing from the description.
  if (path.endsWith('/redacted-audio') && json['status'] !== 'redacted_audio_ready') return [];
  return contract.response(
    'rest',
    method,
    path.replace(/^(\/v2\/transcript\/)[^/]+/, '$1{transcript_id}'),
    status,
    json,
  );
}

export const recording = async (name: string): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await readFile(new URL(`../audio/${name}`, import.meta.url)));

export interface Received {
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
  readonly url: string;
}

/** A receiver of webhooks. `answer` gets the number of the call, from 1; without an answer it hangs. */
export async function receiver(answer: (call: number, response: ServerResponse) => void | Promise<void>) {
  const received: Received[] = [];
  const waiting: (() => void)[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (piece: Buffer) => (text += piece.toString()));
    request.on('end', () => {
      received.push({ headers: request.headers, body: JSON.parse(text), url: request.url ?? '' });
      waiting.splice(0).forEach((wake) => wake());
      void answer(received.length, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    async until(count: number): Promise<void> {
      while (received.length < count) await new Promise<void>((resolve) => waiting.push(resolve));
    },
  };
}

export const always =
  (status: number) =>
  (_call: number, response: ServerResponse): void =>
    void response.writeHead(status).end();
