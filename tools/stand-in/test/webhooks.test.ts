import { describe, expect, it } from 'vitest';
import { always, LONG_ENOUGH, receiver, session, WILDFIRES } from './support.ts';

const MINUTES = 60_000;

describe('a webhook', () => {
  it('brings id and status, with the secret header and the query of its address', async () => {
    const { url, received } = await receiver(always(204));
    const { transcribe, call } = await session();
    const { id } = await transcribe({
      audio_url: WILDFIRES,
      webhook_url: `${url}?order=7`,
      webhook_auth_header_name: 'X-My-Secret',
      webhook_auth_header_value: 'open sesame',
    });
    expect(received).toMatchObject([
      {
        url: '/hook?order=7',
        body: { transcript_id: id, status: 'completed' },
        headers: { 'x-my-secret': 'open sesame', 'content-type': 'application/json' },
      },
    ]);
    expect((await call('GET', `/v2/transcript/${String(id)}`)).json).toMatchObject({ webhook_status_code: 204 });
  });

  it('comes for a failed job too', async () => {
    const { url, received } = await receiver(always(200));
    const { transcribe } = await session();
    const { id } = await transcribe({ audio_url: 'https://example.com/a.mp3', webhook_url: url });
    expect(received).toMatchObject([{ body: { transcript_id: id, status: 'error' } }]);
  });

  it('comes ten times, ten seconds apart, to a receiver that fails', async () => {
    const { url, received } = await receiver(always(500));
    const { transcribe, clock, standIn } = await session();
    await transcribe({ audio_url: WILDFIRES, webhook_url: url });
    await clock.advance(10 * MINUTES);
    expect(received).toHaveLength(10);
    const log = standIn.deliveries();
    expect(log.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(log.map(({ at }) => at - log[0]!.at)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((count) => count * 10_000));
    expect(log.map(({ outcome }) => outcome)).toEqual([...Array<string>(9).fill('retried'), 'given-up']);
  });

  it('stops coming once it was taken', async () => {
    const { url, received } = await receiver((call, response) => always(call < 3 ? 503 : 200)(call, response));
    const { transcribe, clock, standIn } = await session();
    await transcribe({ audio_url: WILDFIRES, webhook_url: url });
    await clock.advance(10 * MINUTES);
    expect(received).toHaveLength(3);
    expect(standIn.deliveries().at(-1)).toMatchObject({ status: 200, outcome: 'delivered', attempt: 3 });
  });

  it('comes again after ten seconds without an answer', async () => {
    const { url, received, until } = await receiver((call, response) => {
      if (call > 1) response.writeHead(200).end();
    });
    const { call, clock, standIn } = await session();
    await call('POST', '/v2/transcript', { json: { audio_url: WILDFIRES, webhook_url: url } });
    // A receiver that hangs never lets the clock settle.
    await clock.advance(LONG_ENOUGH, { settle: 'events' });
    await until(1);
    await clock.advance(9_000, { settle: 'events' });
    expect(standIn.deliveries()).toEqual([]);
    await clock.advance(1_000, { settle: 'events' });
    await clock.advance(0);
    expect(standIn.deliveries()).toMatchObject([{ error: 'no answer within 10 seconds', outcome: 'retried' }]);
    await clock.advance(10_000);
    expect(received).toHaveLength(2);
    expect(standIn.deliveries()).toMatchObject([{ attempt: 1 }, { attempt: 2, outcome: 'delivered' }]);
  });

  it.each([400, 404, 410, 429])('does not come again after a %i', async (status) => {
    const { url, received } = await receiver(always(status));
    const { transcribe, clock, standIn } = await session();
    await transcribe({ audio_url: WILDFIRES, webhook_url: url });
    await clock.advance(10 * MINUTES);
    expect(received).toHaveLength(1);
    expect(standIn.deliveries()).toMatchObject([{ status, outcome: 'given-up' }]);
  });

  it('comes again after a redirect, which is no 2xx', async () => {
    const { url, received } = await receiver((call, response) => always(call < 2 ? 302 : 200)(call, response));
    const { transcribe, clock } = await session();
    await transcribe({ audio_url: WILDFIRES, webhook_url: url });
    await clock.advance(10 * MINUTES);
    expect(received).toHaveLength(2);
  });

  it('comes again after a refusal where the option says so', async () => {
    const { url, received } = await receiver(always(404));
    const { transcribe, clock } = await session({ webhookClientErrorsFinal: false });
    await transcribe({ audio_url: WILDFIRES, webhook_url: url });
    await clock.advance(10 * MINUTES);
    expect(received).toHaveLength(10);
  });

  it('logs a receiver that is not there', async () => {
    const { transcribe, standIn } = await session();
    await transcribe({ audio_url: WILDFIRES, webhook_url: 'http://127.0.0.1:9/hook' });
    expect(standIn.deliveries()).toMatchObject([{ error: 'ECONNREFUSED', outcome: 'retried' }]);
  });

  it('does not come for a request that was refused', async () => {
    const { url, received } = await receiver(always(200));
    const { call, clock } = await session();
    await call('POST', '/v2/transcript', { json: { audio_url: WILDFIRES, webhook_url: url, redact_pii: true } });
    await clock.advance(LONG_ENOUGH);
    expect(received).toEqual([]);
  });
});

describe('a webhook under a fault', () => {
  const names = { redact_pii: true, redact_pii_policies: ['nationality'], redact_pii_audio: true };

  it('comes twice', async () => {
    const { url, received } = await receiver(always(200));
    const { call, clock } = await session();
    const headers = { 'x-stand-in-fault': 'webhook-duplicate' };
    await call('POST', '/v2/transcript', { json: { audio_url: WILDFIRES, webhook_url: url }, headers });
    await clock.advance(LONG_ENOUGH);
    expect(received).toHaveLength(2);
    expect(received[0]!.body).toEqual(received[1]!.body);
  });

  it('does not come', async () => {
    const { url, received } = await receiver(always(200));
    const { standIn, transcribe, clock } = await session();
    standIn.control.add({ fault: 'webhook-lost' });
    await transcribe({ audio_url: WILDFIRES, webhook_url: url });
    await clock.advance(10 * MINUTES);
    expect(received).toEqual([]);
    expect(standIn.deliveries()).toMatchObject([{ outcome: 'lost' }]);
    await transcribe({ audio_url: WILDFIRES, webhook_url: url });
    expect(received).toHaveLength(1);
  });

  it('comes in the wrong order', async () => {
    const { url, received } = await receiver(always(200));
    const { standIn, transcribe, clock } = await session();
    standIn.control.add({ fault: 'webhook-out-of-order', match: { path: '/hook' } });
    await transcribe({ audio_url: standIn.audio['jfk'], webhook_url: url, ...names });
    await clock.advance(LONG_ENOUGH);
    expect(received.map(({ body }) => (body as { status: string }).status)).toEqual([
      'completed',
      'redacted_audio_ready',
    ]);
  });

  it('comes before the transcript reads as finished', async () => {
    const seen: unknown[] = [];
    const { call, clock, standIn } = await session();
    const { url } = await receiver(async (count, response) => {
      const [{ status }] = (await call('GET', '/v2/transcript')).json['transcripts'] as [{ status: string }];
      seen.push(status);
      always(200)(count, response);
    });
    standIn.control.add({ fault: 'webhook-out-of-order' });
    const { json } = await call('POST', '/v2/transcript', { json: { audio_url: WILDFIRES, webhook_url: url } });
    await clock.advance(LONG_ENOUGH);
    expect(seen).toEqual(['processing']);
    expect((await call('GET', `/v2/transcript/${String(json['id'])}`)).json).toMatchObject({ status: 'completed' });
  });
});
