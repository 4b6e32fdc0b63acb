import { describe, expect, it } from 'vitest';
import { FAULT_HEADER, listFaults } from '../index.ts';
import { session, WILDFIRES } from './support.ts';

type Opened = Awaited<ReturnType<typeof session>>;

/** Submits under a fault; what the client sees is a status with a body, or an error. */
async function strike({ standIn }: Opened, fault: string) {
  const response = await fetch(`${standIn.url}/v2/transcript`, {
    method: 'POST',
    headers: { authorization: 'stand-in-key', [FAULT_HEADER]: fault },
    body: JSON.stringify({ audio_url: WILDFIRES }),
    signal: AbortSignal.timeout(10_000),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const jobsOf = async ({ call }: Opened): Promise<number> =>
  ((await call('GET', '/v2/transcript')).json['transcripts'] as unknown[]).length;

describe('a fault', () => {
  it.each([
    ['401', 401, { error: 'Authentication error, API token missing/invalid' }],
    ['403-limit', 403, { error: 'Rate limit exceeded: too many requests' }],
    ['404', 404, { error: 'Not found' }],
    ['429', 429, { error: 'Too Many Requests' }],
    ['500', 500, { error: 'Internal Server Error' }],
  ])('%s returns an error and does not process the request', async (fault, status, body) => {
    const opened = await session();
    const reply = await strike(opened, fault);
    expect([reply.status, JSON.parse(reply.text)]).toEqual([status, body]);
    expect(await jobsOf(opened)).toBe(0);
    expect(opened.standIn.requests()[0]).toMatchObject({ fault, status });
  });

  it('429 says when to come back', async () => {
    const { headers } = await strike(await session(), '429');
    expect(['retry-after', 'x-ratelimit-reset', 'x-ratelimit-remaining'].map((name) => headers.get(name))).toEqual([
      '1',
      '1',
      '0',
    ]);
  });

  it.each(['503', '504'])('%s has no body', async (fault) => {
    const reply = await strike(await session(), fault);
    expect([reply.status, reply.text]).toEqual([Number(fault), '']);
  });

  it('slow is the right answer after a while', async () => {
    const opened = await session({ timing: { slowMs: 5000 } });
    let answered = false;
    const reply = strike(opened, 'slow').then((value) => ((answered = true), value));
    // The request has to have arrived before time can pass for it.
    while ((await jobsOf(opened)) === 0);
    await opened.clock.advance(4999);
    expect(answered).toBe(false);
    await opened.clock.advance(1);
    expect((await reply).status).toBe(200);
  });

  it('hang is no answer at all, and does not hold up closing', async () => {
    const opened = await session();
    const reply = strike(opened, 'hang');
    const failed = expect(reply).rejects.toThrow('fetch failed');
    while (opened.standIn.requests().length === 0) await new Promise((resolve) => setImmediate(resolve));
    await opened.standIn.close();
    await failed;
  });

  it.each([
    ['reset-before-headers', 0],
    ['reset-after-headers', 1],
    ['truncated', 1],
  ])('%s breaks the connection, with %i job(s) made', async (fault, jobs) => {
    const opened = await session();
    await expect(strike(opened, fault)).rejects.toThrow(/fetch failed|terminated/);
    expect(await jobsOf(opened)).toBe(jobs);
  });

  it.each([
    ['invalid-json', 200, /^\{"id": "5552493/],
    ['html-200', 200, /^<!DOCTYPE html>/],
    ['empty-body', 200, /^$/],
  ])('%s garbles the response of a processed request', async (fault, status, text) => {
    const opened = await session();
    const reply = await strike(opened, fault);
    expect(reply.status).toBe(status);
    expect(reply.text).toMatch(text);
    expect(() => JSON.parse(reply.text) as unknown).toThrow();
    expect(await jobsOf(opened)).toBe(1);
  });

  it('html-502 is a web page of a proxy', async () => {
    const reply = await strike(await session(), 'html-502');
    expect([reply.status, reply.headers.get('content-type')]).toEqual([502, 'text/html']);
    expect(reply.text).toContain('502 Bad Gateway');
  });

  it('is answered in the shape of the gateway there', async () => {
    const { call } = await session();
    const reply = await call('POST', '/v1/chat/completions', { json: {}, headers: { [FAULT_HEADER]: '429' } });
    expect(reply.json['error']).toEqual({ code: 429, message: 'Too Many Requests' });
  });

  it('has its say in the list, with what becomes of the request', async () => {
    for (const { name, strikes, handled } of listFaults()) {
      if (strikes === 'webhook' || ['hang', 'slow', 'drip'].includes(name)) continue;
      const opened = await session();
      await strike(opened, name).catch(() => undefined);
      expect([name, await jobsOf(opened)]).toEqual([name, handled ? 1 : 0]);
    }
    expect(listFaults().every(({ description }) => description.endsWith('.'))).toBe(true);
  });
});

describe('a fault rule', () => {
  it('strikes what it matches, as often as it says', async () => {
    const { call, standIn } = await session();
    standIn.control.add({ fault: '500', times: 2, match: { method: 'get', path: '/v2/transcript/*' } });
    const status = async (path: string) => (await call('GET', path)).status;
    expect(await status('/v2/transcript')).toBe(200);
    expect([
      await status('/v2/transcript/x'),
      await status('/v2/transcript/y'),
      await status('/v2/transcript/x'),
    ]).toEqual([500, 500, 400]);
    expect(standIn.control.rules()).toEqual([]);
  });

  it('can be set, read and cleared over HTTP', async () => {
    const { call } = await session();
    const rule = { fault: '503', times: 3, match: { path: '/v2/*' } };
    expect((await call('POST', '/_stand-in/faults', { json: rule })).json['rules']).toMatchObject([rule]);
    expect((await call('GET', '/_stand-in/faults')).json['faults']).toEqual(listFaults());
    expect((await call('GET', '/v2/transcript')).status).toBe(503);
    expect((await call('DELETE', '/_stand-in/faults')).json).toEqual({ rules: [] });
    expect((await call('GET', '/v2/transcript')).status).toBe(200);
  });

  it.each([
    [{ fault: 'nonsense' }, 'Unknown fault "nonsense". Use one of: 401'],
    [{ fault: '500', times: 0 }, 'times must be a whole number above 0.'],
    [{ fault: '500', match: 'all' }, 'match must be an object.'],
    [{ fault: '500', match: { path: 5 } }, 'must be strings'],
    [[], 'fault must be the name of a fault.'],
  ])('is refused when it is %j', async (rule, error) => {
    const { call } = await session();
    const { status, json } = await call('POST', '/_stand-in/faults', { json: rule });
    expect([status, json['error']]).toEqual([400, expect.stringContaining(error)]);
  });

  it('in a header lets every request after the count through', async () => {
    const { call } = await session();
    const status = async () => (await call('GET', '/v2/transcript', { headers: { [FAULT_HEADER]: '500:2' } })).status;
    expect([await status(), await status(), await status(), await status()]).toEqual([500, 500, 200, 500]);
    expect((await call('GET', '/v2/transcript', { headers: { [FAULT_HEADER]: 'oops' } })).status).toBe(400);
  });
});

describe('the control paths', () => {
  it('show what has happened', async () => {
    const { call, transcribe, upload } = await session();
    await upload(new Uint8Array(3));
    const { id } = await transcribe({ audio_url: WILDFIRES });
    expect((await call('GET', '/_stand-in/state')).json).toMatchObject({
      region: 'us',
      engines: ['replay', 'soundswallower'],
      transcripts: [{ id, status: 'completed', engine: 'replay' }],
      uploads: [{ size: 3 }],
    });
  });

  it('move a manual clock, and no other', async () => {
    const { call, clock } = await session();
    const before = clock.now();
    expect((await call('POST', '/_stand-in/clock/advance', { json: { ms: 500 } })).json).toEqual({ now: before + 500 });
    expect((await call('POST', '/_stand-in/clock/advance', { json: { ms: 'x' } })).status).toBe(400);
  });
});
