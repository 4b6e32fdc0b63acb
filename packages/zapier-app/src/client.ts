import { Readable } from 'node:stream';
import type { Bundle, HttpRequestOptions, RawHttpResponse, ZObject } from 'zapier-platform-core';
import { type ApiRequest, type ApiResponse, type Client, createClient, type Hands, sleep } from './core.ts';

/** A step has 30 seconds in all, so nothing waits longer than this for an answer, ms. */
const ANSWER_MS = 27_000;

/** Repeats must fit into the step's 30 seconds, too. */
const RETRY = { attempts: 3, budgetMs: 6_000, capMs: 3_000 };

/** A client that calls through the host, with the connection's key. @throws BadInputError for a key that cannot work. */
export function clientFor(z: ZObject, { authData }: Bundle): Client {
  const own = process.env['ASSEMBLYAI_BASE_URL'];
  return createClient({
    hands: handsOf(z),
    apiKey: authData['apiKey'] ?? '',
    region: authData['region'] === 'eu' ? 'eu' : 'us',
    retry: RETRY,
    timeoutMs: ANSWER_MS,
    ...(own !== undefined && own !== '' && { hosts: { api: own, llm: `${own}/v1`, streaming: own } }),
  });
}

/** The host's network and clock. */
const handsOf = (z: ZObject): Hands => ({
  sleep,
  async send(request, signal) {
    const deadline = AbortSignal.timeout(Math.min(request.timeoutMs, 2 ** 31 - 1));
    const either = signal === undefined ? deadline : AbortSignal.any([signal, deadline]);
    const response = z.request({ ...optionsOf(request), raw: true, signal: either } as Raw);
    return read((await response) as RawHttpResponse, request);
  },
});

type Raw = HttpRequestOptions & { readonly url: string; readonly raw: true };

function optionsOf({ method, url, headers, body }: ApiRequest): Omit<Raw, 'raw'> {
  const size = typeof body === 'object' ? body.size : undefined;
  return {
    method,
    url,
    headers: { ...headers, ...(size !== undefined && { 'content-length': String(size) }) },
    ...(body !== undefined && { body: typeof body === 'string' ? sendableText(body) : Readable.from(body) }),
    // The core tells errors apart by itself, and the key goes nowhere else.
    skipThrowForStatus: true,
    ...({ throwForThrottlingEarly: false } as object),
    redirect: 'manual',
  };
}

/** The host refuses texts that look like its own placeholders, which may well stand in a prompt. */
const sendableText = (text: string): string | Buffer =>
  /\{\{\s*(?:bundle|process)\./.test(text) ? Buffer.from(text) : text;

async function read(response: RawHttpResponse, { responseType }: ApiRequest): Promise<ApiResponse> {
  const headers = Object.fromEntries(response.headers.entries() as Iterable<[string, string]>);
  const isStream = responseType === 'stream' && response.status < 300;
  const body = isStream ? (response.body as unknown as AsyncIterable<Uint8Array>) : await response.text();
  return { status: response.status, headers, body };
}
