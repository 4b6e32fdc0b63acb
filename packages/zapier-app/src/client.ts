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

/** A step has 30 seconds in all, so nothing waits longer than this for an answer, ms. */
const ANSWER_MS = 27_000;

/** Milliseconds for what is ready a moment later: it leaves time for the request after. */
export const MOMENT_MS = 15_000;

/** Repeats must fit into the step's 30 seconds, too. */
const RETRY = { attempts: 3, budgetMs: 6_000, capMs: 3_000 };

/** A client that calls through the host, with the connection's key. @throws BadInputError for a key that cannot work. */
export function clientFor(z: ZObject, { authData }: Bundle): Client {
  return createClient({
    io: transportOf(z),
    apiKey: authData['apiKey'] ?? '',
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

/** What the host's HTTP client takes; the last two are not in its types. */
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
    // The core classifies failures itself, and the key must not follow a redirect to another host.
    skipThrowForStatus: true,
    throwForThrottlingEarly: false,
    redirect: 'manual',
  };
}

/** The host refuses texts that look like its own placeholders, and a prompt may contain them. */
const sendableText = (text: string): string | Buffer =>
  /\{\{\s*(?:bundle|process)\./.test(text) ? Buffer.from(text) : text;

/** The body comes in pieces, so that the core can stop one that is too large. */
const responseOf = ({ status, headers, body }: RawHttpResponse): ApiResponse => ({
  status,
  headers: Object.fromEntries(headers.entries()),
  body: body as AsyncIterable<Uint8Array>,
});
