import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ApiRequest, ApiResponse, UploadBody } from '../../src/host-io.ts';
import { fetchIo, sleep } from '../../src/web/fetch-io.ts';
import { thrownBy } from '../support/scripted.ts';

let server: Server | undefined;
afterEach(async () => {
  vi.useRealTimers();
  server?.closeAllConnections();
  await new Promise<void>((resolve) => (server === undefined ? resolve() : server.close(() => resolve())));
  server = undefined;
});

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  server = createServer(answer);
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const request = (url: string, over: Partial<ApiRequest> = {}): ApiRequest => ({
  method: 'GET',
  url,
  headers: {},
  responseType: 'text',
  timeoutMs: 60_000,
  operation: 'test',
  ...over,
});

const body = (pieces: readonly string[], size?: number, whole?: Blob): UploadBody => ({
  size,
  whole,
  async *[Symbol.asyncIterator]() {
    for (const piece of pieces) yield new TextEncoder().encode(piece);
  },
});

async function received(message: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of message) text += String(piece);
  return text;
}

async function readAll({ body }: ApiResponse): Promise<string> {
  let text = '';
  for await (const piece of body) text += typeof piece === 'string' ? piece : new TextDecoder().decode(piece);
  return text;
}

describe('HostIo over fetch', () => {
  it('returns the status, headers in lower case and the body, for any status', async () => {
    const url = await serve((_, response) => response.writeHead(418, { 'X-Thing': 'a' }).end('short and stout'));
    const answer = await fetchIo().send(request(url));
    expect(answer).toMatchObject({ status: 418, headers: { 'x-thing': 'a' } });
    await expect(readAll(answer)).resolves.toBe('short and stout');
  });

  it.each([
    ['announce a known size', 5, { 'content-length': '5' }],
    ['send chunks where the size is not known', undefined, { 'transfer-encoding': 'chunked' }],
  ])('%s', async (_, size, headers) => {
    const seen: unknown[] = [];
    const url = await serve((message, response) => {
      void received(message).then((text) => {
        seen.push(text, message.headers);
        response.end('{}');
      });
    });
    await fetchIo().send(request(url, { method: 'POST', body: body(['au', 'dio'], size) }));
    expect(seen).toEqual(['audio', expect.objectContaining(headers)]);
  });

  it.each([
    ['the unchanged Blob', new Blob(['audio'])],
    ['what was collected of a stream', undefined],
  ])('sends %s if streams cannot be sent', async (_, whole) => {
    const seen: unknown[] = [];
    const url = await serve((message, response) => {
      void received(message).then((text) => {
        seen.push(text, message.headers['content-length']);
        response.end('{}');
      });
    });
    await fetchIo({ streamUploads: false }).send(request(url, { method: 'POST', body: body(['au', 'dio'], 5, whole) }));
    expect(seen).toEqual(['audio', '5']);
  });

  it('returns a stream if requested', async () => {
    const url = await serve((_, response) => response.end('bytes'));
    const answer = await fetchIo().send(request(url, { responseType: 'stream' }));
    let text = '';
    for await (const piece of answer.body as AsyncIterable<Uint8Array>) text += new TextDecoder().decode(piece);
    expect(text).toBe('bytes');
  });

  it('throws the error that broke the connection', async () => {
    const url = await serve((message) => message.socket.destroy());
    await expect(thrownBy(fetchIo().send(request(url)))).resolves.toMatchObject({
      cause: { code: expect.any(String) as string },
    });
  });

  it('fails after the timeout', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const never = (_: unknown, init?: RequestInit): Promise<Response> =>
      new Promise((__, reject) =>
        init?.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))),
      );
    const failed = thrownBy(fetchIo({ fetch: never as typeof fetch }).send(request('http://x/', { timeoutMs: 5_000 })));
    await vi.advanceTimersByTimeAsync(4_999);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    await expect(failed).resolves.toMatchObject({ code: 'timeout', message: 'No answer within 5 s.' });
  });

  it('does not time out while an upload makes progress', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const slow: UploadBody = {
      size: undefined,
      whole: undefined,
      async *[Symbol.asyncIterator]() {
        for (let piece = 0; piece < 4; piece++) {
          await vi.advanceTimersByTimeAsync(4_000);
          yield new Uint8Array([piece]);
        }
      },
    };
    const url = await serve((message, response) => void received(message).then(() => response.end('ok')));
    const sending = fetchIo().send(request(url, { method: 'POST', body: slow, timeoutMs: 5_000 }));
    await expect(readAll(await sending)).resolves.toBe('ok');
  });

  it('leaves no timer and no upload running after the response', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let read = (): void => undefined;
    let isClosed = false;
    const late: UploadBody = {
      size: undefined,
      whole: undefined,
      async *[Symbol.asyncIterator]() {
        try {
          yield new Uint8Array([1]);
          await new Promise<void>((resolve) => (read = resolve));
          yield new Uint8Array([2]);
        } finally {
          isClosed = true;
        }
      },
    };
    const url = await serve((_, response) => response.writeHead(401).end('no'));
    const answer = await fetchIo().send(request(url, { method: 'POST', body: late, timeoutMs: 120_000 }));
    await expect(readAll(answer)).resolves.toBe('no');
    read();
    await vi.waitFor(() => expect(isClosed).toBe(true));
    expect(vi.getTimerCount()).toBe(0);
  });

  it('does not follow a redirect', async () => {
    const seen: string[] = [];
    const url = await serve((message, response) => {
      seen.push(message.url ?? '');
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    const answer = await fetchIo().send(request(url, { method: 'POST', body: '{}' }));
    expect(answer).toMatchObject({ status: 307, headers: { location: '/elsewhere' } });
    expect(seen).toEqual(['/']);
  });

  it('detects a redirect even if the platform hides it', async () => {
    const hidden = { type: 'opaqueredirect', status: 0, headers: new Headers(), body: null } as Response;
    const answer = await fetchIo({ fetch: () => Promise.resolve(hidden) }).send(request('http://x/'));
    expect(answer.status).toBe(302);
  });

  it('aborts a file whose bytes stop arriving, however slowly it is read', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const url = await serve((_, response) => void response.write('a'));
    const answer = await fetchIo().send(request(url, { responseType: 'stream', timeoutMs: 5_000 }));
    const pieces = (answer.body as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
    await expect(pieces.next()).resolves.toMatchObject({ done: false });
    await vi.advanceTimersByTimeAsync(60_000);
    const failed = thrownBy(pieces.next());
    await vi.advanceTimersByTimeAsync(5_000);
    await expect(failed).resolves.toMatchObject({ code: 'timeout' });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('aborts a response that is not complete in time, although bytes keep arriving', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const url = await serve((_, response) => {
      response.write('a');
      response.once('close', () => clearInterval(drip));
      const drip = setInterval(() => response.write('a'), 5);
    });
    const answer = await fetchIo().send(request(url, { timeoutMs: 5_000 }));
    const failed = thrownBy(readAll(answer));
    await vi.advanceTimersByTimeAsync(5_000);
    await expect(failed).resolves.toMatchObject({ code: 'timeout' });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('stops when the signal fires, and leaves no timer', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const url = await serve(() => undefined);
    const stop = new AbortController();
    const failed = thrownBy(fetchIo().send(request(url), stop.signal));
    stop.abort();
    await failed;
    const asleep = thrownBy(sleep(1_000, stop.signal));
    await expect(asleep).resolves.toMatchObject({ code: 'aborted' });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('wakes up on time', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const woken = vi.fn();
    void sleep(1_000).then(woken);
    await vi.advanceTimersByTimeAsync(999);
    expect(woken).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(woken).toHaveBeenCalledOnce();
  });
});
