import { Readable } from 'node:stream';
import type { Bundle, HttpRequestOptions, RawHttpResponse, ZObject } from 'zapier-platform-core';
import {
  type ApiRequest,
  type ApiResponse,
  type Client,
  createClient,
  type HostIo,
  hostsBehind,
  sleep,
} from './core.ts';

/** Longest time to wait for a response, ms. The host ends a step after 30 seconds. */
const ANSWER_MS = 27_000;

/** Time limit for results that are ready within seconds, ms. It leaves time for one more request. */
export const MOMENT_MS = 15_000;

/** Retries must fit into the 30 seconds of a step. */
const RETRY = { attempts: 3, budgetMs: 6_000, capMs: 3_000 };

/** A client that sends requests through the host with the connection's key. @throws BadInputError for a malformed key */
export function clientFor(z: ZObject, { authData }: Bundle): Client {
  return createClient({
    io: transportOf(z),
    apiKey: authData['api_key'] ?? '',
    region: authData['region'] === 'eu' ? 'eu' : 'us',
    retry: RETRY,
    timeoutMs: ANSWER_MS,
    hosts: hostsBehind(process.env['ASSEMBLYAI_BASE_URL']),
  });
}

/** The host's HTTP client, and a clock. */
const transportOf = (z: ZObject): HostIo => ({
  sleep,
  async send(request, signal) {
    const deadline = AbortSignal.timeout(Math.min(request.timeoutMs, 2 ** 31 - 1));
    const either = signal === undefined ? deadline : AbortSignal.any([signal, deadline]);
    const options: SendOptions = { ...optionsOf(request), signal: either };
    return responseOf(await z.request(options));
  },
});

/** Options of the host's HTTP client. Its types lack the last two. */
interface SendOptions extends HttpRequestOptions {
  url: string;
  raw: true;
  signal?: AbortSignal;
  throwForThrottlingEarly?: boolean;
}

function optionsOf({ method, url, headers, body }: ApiRequest): SendOptions {
  const size = typeof body === 'object' ? body.size : undefined;
  return {
    method,
    url,
    headers: { ...headers, ...(size !== undefined && { 'content-length': String(size) }) },
    ...(body !== undefined && { body: typeof body === 'string' ? sendableText(body) : Readable.from(body) }),
    raw: true,
    // The core classifies failures. A redirect must not take the key to another host.
    skipThrowForStatus: true,
    throwForThrottlingEarly: false,
    redirect: 'manual',
  };
}

/** The host rejects strings that look like its placeholders, which a prompt may contain. */
const sendableText = (text: string): string | Buffer =>
  /\{\{\s*(?:bundle|process)\./.test(text) ? Buffer.from(text) : text;

/** The body is a stream, so that the core can stop reading one that is too large. */
const responseOf = ({ status, headers, body }: RawHttpResponse): ApiResponse => ({
  status,
  headers: Object.fromEntries(headers.entries()),
  body: body as AsyncIterable<Uint8Array>,
});
